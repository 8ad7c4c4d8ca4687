package vn.tusoi.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import vn.tusoi.ledger.Cells;

/** Puts a backup into an empty place. */
public final class Restore {

    /** The engine's own scripts for its tables, in the order of what they refer to. */
    private static final List<String> ENGINE = List.of("engine", "case.engine", "decision.engine", "history", "case.history", "decision.history", "identity");

    /** The place holds something already; nothing was changed. */
    public static final class NotEmpty extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** The backup is of the other kind of database. */
    public static final class OtherDatabase extends Exception {
        private static final long serialVersionUID = 1;

        OtherDatabase(String database) {
            super(database);
        }
    }

    /** What is there after restoring is not what was backed up. */
    public static final class Differs extends Exception {
        private static final long serialVersionUID = 1;

        Differs(String tables) {
            super(tables);
        }
    }

    private record Foreign(String table, String name, String definition) { }

    private Restore() { }

    /**
     * Restores an embedded database into a folder.
     *
     * @param keys folder for the keys that are in the backup
     * @return rows of each table, counted in the restored database
     */
    public static Map<String, Long> embedded(Path file, Path data, Path keys) throws Exception {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            BackupFile.About about = BackupFile.about(zip);
            if (!about.database().equals("H2")) {
                throw new OtherDatabase(about.database());
            }
            Path database = data.resolve(BackupFile.EMBEDDED);
            if (Files.exists(database)) {
                throw new NotEmpty();
            }
            Files.createDirectories(data);
            ZipEntry entry = zip.getEntry(BackupFile.EMBEDDED);
            if (entry == null) {
                throw new ZipException(BackupFile.EMBEDDED + " is missing");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, database);
            }
            keys(zip, keys);
            try (Connection connection = Backup.open(database)) {
                return same(about.counts(), Backup.counts(connection));
            }
        }
    }

    /** Restores the tables of a server into an empty PostgreSQL database. All or nothing, apart from empty tables. */
    public static Map<String, Long> server(Path file, Connection connection, Path keys) throws Exception {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            BackupFile.About about = BackupFile.about(zip);
            if (!about.database().equals("PostgreSQL")) {
                throw new OtherDatabase(about.database());
            }
            if (!Backup.tables(connection).isEmpty()) {
                throw new NotEmpty();
            }
            for (String part : ENGINE) {
                ScriptUtils.executeSqlScript(connection, new ClassPathResource("org/camunda/bpm/engine/db/create/activiti.postgres.create." + part + ".sql"));
            }
            Flyway.configure().dataSource(new SingleConnectionDataSource(connection, true)).locations("classpath:db/migration", "classpath:db/vendor/postgresql")
                    .baselineOnMigrate(true).baselineVersion("0").target(MigrationVersion.fromVersion(about.schema())).load().migrate();
            Cells.make(connection, table -> about.columns().getOrDefault(table, List.of()).contains(Cells.SALT));
            connection.setAutoCommit(false);
            load(zip, about, connection);
            connection.commit();
            keys(zip, keys);
            Map<String, Long> counts = same(about.counts(), Backup.counts(connection));
            connection.commit();
            return counts;
        }
    }

    private static void load(ZipFile zip, BackupFile.About about, Connection connection) throws SQLException, IOException {
        List<Foreign> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rs = statement.executeQuery("select c.relname, k.conname, pg_get_constraintdef(k.oid) from pg_constraint k join pg_class c on c.oid = k.conrelid "
                    + "where k.contype = 'f' and k.connamespace = current_schema()::regnamespace")) {
                while (rs.next()) {
                    keys.add(new Foreign(rs.getString(1), rs.getString(2), rs.getString(3)));
                }
            }
            // put back at the end, which checks them all at once
            for (Foreign key : keys) {
                statement.execute("alter table " + Backup.quoted(key.table()) + " drop constraint " + Backup.quoted(key.name()));
            }
            for (Map.Entry<String, List<String>> table : about.columns().entrySet()) {
                ZipEntry entry = zip.getEntry(BackupFile.TABLES + table.getKey());
                if (entry == null) {
                    throw new ZipException(BackupFile.TABLES + table.getKey() + " is missing");
                }
                // what migrations put there themselves; tables that are append only are empty, and refuse this
                if (!Backup.list(connection, "select 1 from " + Backup.quoted(table.getKey()) + " limit 1").isEmpty()) {
                    statement.execute("truncate " + Backup.quoted(table.getKey()));
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + Backup.quoted(table.getKey()) + " (" + Backup.names(table.getValue()) + ") from stdin", in);
                }
            }
            for (Map.Entry<String, Long> sequence : about.sequences().entrySet()) {
                statement.execute("select setval('" + Backup.quoted(sequence.getKey()).replace("'", "''") + "', " + sequence.getValue() + ")");
            }
            for (Foreign key : keys) {
                statement.execute("alter table " + Backup.quoted(key.table()) + " add constraint " + Backup.quoted(key.name()) + " " + key.definition());
            }
        }
    }

    /** Tables that a newer version of the program brought along are empty after restoring what an older one backed up. */
    static Map<String, Long> same(Map<String, Long> expected, Map<String, Long> found) throws Differs {
        Set<String> tables = new TreeSet<>(expected.keySet());
        tables.addAll(found.keySet());
        tables.removeIf(t -> found.containsKey(t) && found.get(t).equals(expected.getOrDefault(t, 0L)));
        if (!tables.isEmpty()) {
            throw new Differs(String.join(", ", tables));
        }
        return found;
    }

    private static void keys(ZipFile zip, Path folder) throws IOException {
        for (ZipEntry entry : zip.stream().filter(e -> e.getName().matches("keys/[0-9a-f]{16}\\.(pub|key)")).toList()) {
            Files.createDirectories(folder);
            Path file = folder.resolve(entry.getName().substring(BackupFile.KEYS.length()));
            if (Files.exists(file)) {
                continue;
            }
            boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
            if (posix && file.toString().endsWith(".key")) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            try (InputStream in = zip.getInputStream(entry)) {
                Files.write(file, in.readAllBytes());
            }
        }
    }
}
