package vn.tusoi.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/** Backs up a database that may be in use, as it stood at one moment. */
public final class Backup {

    private static final String VERSION = "select \"version\" from \"flyway_schema_history\" where \"success\" and \"version\" is not null order by \"installed_rank\" desc";

    private Backup() { }

    /**
     * Writes a backup of the database behind a connection: a copy of the embedded one (its own online backup), or the tables of a PostgreSQL server, read in one
     * snapshot.
     *
     * @param keys   folder of the keys for checkpoints; need not be there
     * @param secret whether the secret keys go into it too
     * @return rows of each table
     */
    public static Map<String, Long> write(Connection connection, Path keys, boolean secret, Instant at, Path file) throws Exception {
        Map<String, Long> counts = new TreeMap<>();
        BackupFile.whole(file, zip -> {
            if ("PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
                server(connection, zip, at, counts);
            } else {
                embedded(connection, zip, at, counts);
            }
            BackupFile.keys(zip, keys, secret);
        });
        return counts;
    }

    private static void embedded(Connection connection, ZipOutputStream zip, Instant at, Map<String, Long> counts) throws SQLException, IOException {
        Path folder = Files.createTempDirectory("tusoi-backup");
        Path copied = folder.resolve("copy.zip");
        Path copy = folder.resolve(BackupFile.EMBEDDED);
        try {
            try (PreparedStatement backup = connection.prepareStatement("backup to ?")) {
                backup.setString(1, copied.toString());
                backup.execute();
            }
            try (ZipFile from = new ZipFile(copied.toFile())) {
                ZipEntry database = from.stream().filter(e -> e.getName().endsWith(".mv.db")).findFirst().orElseThrow();
                try (InputStream in = from.getInputStream(database)) {
                    Files.copy(in, copy);
                }
            }
            Files.delete(copied);
            // the copy is opened once: what cannot be opened is no backup
            String schema;
            try (Connection opened = open(copy)) {
                counts.putAll(counts(opened));
                schema = text(opened, VERSION);
            }
            BackupFile.about(zip, new BackupFile.About(1, "H2", BackupFile.time(at), schema, counts, Map.of(), Map.of()));
            BackupFile.file(zip, BackupFile.EMBEDDED, copy);
        } finally {
            Files.deleteIfExists(copied);
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
    }

    /** An embedded database that lies there as a file, for reading only. */
    static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + file.toAbsolutePath().toString().replaceFirst("\\.mv\\.db$", "") + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r", "sa", "");
    }

    private static void server(Connection connection, ZipOutputStream zip, Instant at, Map<String, Long> counts) throws SQLException, IOException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            String schema = text(connection, VERSION);
            Map<String, List<String>> columns = new TreeMap<>();
            for (String table : tables(connection)) {
                columns.put(table, list(connection, "select attname from pg_attribute where attrelid = '" + quoted(table) + "'::regclass and attnum > 0 and not attisdropped "
                        + "and attgenerated = '' order by attnum"));
                zip.putNextEntry(new ZipEntry(BackupFile.TABLES + table));
                counts.put(table, connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + quoted(table) + " (" + names(columns.get(table)) + ") to stdout",
                        new Open(zip)));
                zip.closeEntry();
            }
            Map<String, Long> sequences = new TreeMap<>();
            try (Statement read = connection.createStatement();
                 ResultSet rs = read.executeQuery("select sequencename, last_value from pg_sequences where schemaname = current_schema() and last_value is not null")) {
                while (rs.next()) {
                    sequences.put(rs.getString(1), rs.getLong(2));
                }
            }
            BackupFile.about(zip, new BackupFile.About(1, "PostgreSQL", BackupFile.time(at), schema, counts, columns, sequences));
        } finally {
            connection.rollback();
        }
    }

    /** Keeps the ZIP open when a table's file ends. */
    private static final class Open extends java.io.FilterOutputStream {

        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    static List<String> tables(Connection connection) throws SQLException {
        return list(connection, "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())
                ? "select tablename from pg_tables where schemaname = current_schema() order by tablename"
                : "select table_name from information_schema.tables where table_schema = schema() and table_type = 'BASE TABLE' order by table_name");
    }

    /** Rows of every table. */
    static Map<String, Long> counts(Connection connection) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : tables(connection)) {
            counts.put(table, Long.parseLong(text(connection, "select count(*) from " + quoted(table))));
        }
        return counts;
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String names(List<String> columns) {
        return String.join(", ", columns.stream().map(Backup::quoted).toList());
    }

    static List<String> list(Connection connection, String sql) throws SQLException {
        List<String> list = new ArrayList<>();
        try (Statement read = connection.createStatement(); ResultSet rs = read.executeQuery(sql)) {
            while (rs.next()) {
                list.add(rs.getString(1));
            }
        }
        return list;
    }

    private static String text(Connection connection, String sql) throws SQLException {
        List<String> found = list(connection, sql);
        return found.isEmpty() ? null : found.get(0);
    }
}
