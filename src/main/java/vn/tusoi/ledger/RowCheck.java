package vn.tusoi.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Compares the business rows with the last digest that the record holds of each. Both sides go to files, divided by the digests of their keys, and are
 * compared part by part, so that memory does not grow with their number.
 */
final class RowCheck implements Closeable {

    private static final int PARTS = 64;
    private static final int NAMED = 200;
    private static final byte[] NONE = new byte[32];
    private static final JsonFactory JSON = new JsonFactory();

    /** What an entry says of rows. @param old digested before their personal content had digests of its own */
    record Reference(String table, List<String> key, int rows, String digest, boolean old) {

        static List<Reference> read(String json) {
            List<Reference> all = new ArrayList<>();
            try (JsonParser in = JSON.createParser(json)) {
                String table = null;
                String digest = null;
                int rows = 0;
                boolean old = true;
                List<String> key = null;
                for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                    if (token == JsonToken.START_OBJECT) {
                        table = null;
                        digest = null;
                        rows = 0;
                        old = true;
                        key = new ArrayList<>(3);
                    } else if (token == JsonToken.END_OBJECT) {
                        if (table == null || key == null || digest != null && !digest.matches("[0-9a-f]{64}")) {
                            throw new IllegalArgumentException("not a reference to rows");
                        }
                        all.add(new Reference(table, key, rows, digest, old));
                    } else if (token == JsonToken.FIELD_NAME) {
                        switch (in.currentName()) {
                            case "table" -> table = in.nextTextValue();
                            case "digest" -> digest = in.nextTextValue();
                            case "n" -> rows = in.nextIntValue(0);
                            case "v" -> old = in.nextIntValue(0) != 2;
                            default -> {
                                in.nextToken();
                                for (String value = in.nextTextValue(); value != null; value = in.nextTextValue()) {
                                    key.add(value);
                                }
                            }
                        }
                    }
                }
            } catch (IOException wrong) {
                throw new UncheckedIOException(wrong);
            }
            return all;
        }

        String name() {
            return RowCheck.name(table, key);
        }
    }

    private record Recorded(long tx, long id, int rows, byte[] digest, boolean old) { }

    private final Path folder;
    private final DataOutputStream[] recorded = new DataOutputStream[PARTS];
    private final DataOutputStream[] live = new DataOutputStream[PARTS];
    private final Set<String> old = new HashSet<>();
    private long compared;

    RowCheck() throws IOException {
        folder = Files.createTempDirectory("tusoi-verify");
        for (int i = 0; i < PARTS; i++) {
            recorded[i] = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve("r" + i))));
            live[i] = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve("l" + i))));
        }
    }

    static String name(String table, List<String> key) {
        return table + " " + String.join("/", key);
    }

    private static byte[] key(String table, List<String> key) {
        return Arrays.copyOf(Canonical.sha256().digest((table + "\u001f" + String.join("\u001f", key)).getBytes(StandardCharsets.UTF_8)), 16);
    }

    private static int part(byte[] key) {
        return key[0] & (PARTS - 1);
    }

    /** Takes what an entry says. */
    void recorded(long tx, long id, List<Reference> references) throws IOException {
        for (Reference r : references) {
            byte[] key = key(r.table(), r.key());
            DataOutputStream out = recorded[part(key)];
            out.write(key);
            out.writeLong(tx);
            out.writeLong(id);
            out.writeInt(r.rows());
            out.write(r.digest() == null ? new byte[32] : HexFormat.of().parseHex(r.digest()));
            out.writeBoolean(r.old());
            if (r.old()) {
                old.add(r.table());
            }
        }
    }

    private interface Group {
        /** @param old the rows in their old form, empty where nobody needs it */
        void take(List<String> key, List<String> rows, List<String> old) throws IOException;
    }

    /** Reads the tables and names what differs from the record. */
    void compare(Connection connection, Faults faults, DeletionCheck deletions) throws SQLException, IOException {
        for (DigestedTable table : DigestedTable.ALL) {
            boolean both = table.hasContent() && old.contains(table.name());
            read(connection, table, both, deletions, (key, rows, before) -> {
                byte[] hash = key(table.name(), key);
                DataOutputStream out = live[part(hash)];
                out.write(hash);
                out.writeInt(rows.size());
                out.write(HexFormat.of().parseHex(RowDigests.digest(table, rows)));
                out.write(both ? HexFormat.of().parseHex(RowDigests.digest(before)) : new byte[32]);
            });
        }
        Set<ByteBuffer> unrecorded = new HashSet<>();
        List<Recorded> changed = new ArrayList<>();
        Set<ByteBuffer> changedKeys = new HashSet<>();
        for (int i = 0; i < PARTS; i++) {
            recorded[i].close();
            live[i].close();
            Map<ByteBuffer, Recorded> last = new HashMap<>();
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(folder.resolve("r" + i))))) {
                for (byte[] key = in.readNBytes(16); key.length == 16; key = in.readNBytes(16)) {
                    Recorded next = new Recorded(in.readLong(), in.readLong(), in.readInt(), in.readNBytes(32), in.readBoolean());
                    last.merge(ByteBuffer.wrap(key), next, (a, b) -> b.tx() > a.tx() || b.tx() == a.tx() && b.id() > a.id() ? b : a);
                }
            }
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(folder.resolve("l" + i))))) {
                for (byte[] key = in.readNBytes(16); key.length == 16; key = in.readNBytes(16)) {
                    int rows = in.readInt();
                    byte[] digest = in.readNBytes(32);
                    byte[] before = in.readNBytes(32);
                    ByteBuffer name = ByteBuffer.wrap(key);
                    Recorded known = last.remove(name);
                    compared++;
                    if (known == null) {
                        unrecorded.add(name);
                    } else if (known.rows() != rows || !Arrays.equals(known.digest(), known.old() && !Arrays.equals(before, NONE) ? before : digest)) {
                        changed.add(known);
                        changedKeys.add(name);
                    }
                }
            }
            last.forEach((name, known) -> {
                if (known.rows() > 0) {
                    compared++;
                    changed.add(known);
                    changedKeys.add(name);
                }
            });
        }
        name(connection, changed, changedKeys, unrecorded, faults);
    }

    private void name(Connection connection, List<Recorded> changed, Set<ByteBuffer> keys, Set<ByteBuffer> unrecorded, Faults faults) throws SQLException, IOException {
        Set<ByteBuffer> there = new HashSet<>();
        if (!keys.isEmpty() || !unrecorded.isEmpty()) {
            for (DigestedTable table : DigestedTable.ALL) {
                read(connection, table, false, null, (key, rows, before) -> {
                    ByteBuffer hash = ByteBuffer.wrap(key(table.name(), key));
                    if (unrecorded.contains(hash)) {
                        faults.add(Fault.Kind.ROW_UNRECORDED, name(table.name(), key), rows.size());
                    }
                    if (keys.contains(hash)) {
                        there.add(hash);
                    }
                });
            }
        }
        int named = 0;
        for (Recorded one : changed) {
            if (++named > NAMED) {
                break;
            }
            try (PreparedStatement ask = connection.prepareStatement("select stream, seq, row_digests from ledger_entry where id = ?")) {
                ask.setLong(1, one.id());
                try (ResultSet rs = ask.executeQuery()) {
                    rs.next();
                    for (Reference r : Reference.read(rs.getString(3))) {
                        ByteBuffer hash = ByteBuffer.wrap(key(r.table(), r.key()));
                        if (keys.remove(hash)) {
                            Fault.Kind kind = !there.contains(hash) ? Fault.Kind.ROW_VANISHED
                                    : r.table().equals("self_review") ? Fault.Kind.DOCUMENT_CHANGED : Fault.Kind.ROW_CHANGED;
                            faults.add(kind, r.name(), rs.getString(1) + " " + rs.getLong(2));
                            break;
                        }
                    }
                }
            }
        }
    }

    private static void read(Connection connection, DigestedTable table, boolean both, DeletionCheck deletions, Group group) throws SQLException, IOException {
        if (!there(connection, table.name())) {
            return;
        }
        RowDigests.Shape shape = new RowDigests().shape(connection, table);
        try (PreparedStatement all = connection.prepareStatement(shape.select() + " order by " + String.join(", ", table.keys()))) {
            all.setFetchSize(1000);
            List<String> key = null;
            List<String> rows = new ArrayList<>();
            List<String> old = new ArrayList<>();
            try (ResultSet rs = all.executeQuery()) {
                while (rs.next()) {
                    List<String> here = shape.key(rs);
                    if (!here.equals(key) && key != null) {
                        group.take(key, rows, old);
                        rows.clear();
                        old.clear();
                    }
                    key = here;
                    rows.add(RowDigests.row(rs, shape));
                    if (both) {
                        old.add(RowDigests.row(rs, shape, RowDigests.Form.OLD));
                    }
                    if (deletions != null && table.hasContent() && shape.place(Cells.DIGESTS) > 0) {
                        deletions.found(table, here, rs.getString(shape.place(Cells.DIGESTS)));
                    }
                }
            }
            if (key != null) {
                group.take(key, rows, old);
            }
        }
    }

    /** Whether the database, which may be older than this program, has the table. */
    static boolean there(Connection connection, String table) throws SQLException {
        boolean postgres = "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
        try (ResultSet rs = connection.getMetaData().getTables(null, null, postgres ? table : table.toUpperCase(Locale.ROOT), null)) {
            return rs.next();
        }
    }

    long compared() {
        return compared;
    }

    @Override
    public void close() throws IOException {
        for (int i = 0; i < PARTS; i++) {
            recorded[i].close();
            live[i].close();
            Files.deleteIfExists(folder.resolve("r" + i));
            Files.deleteIfExists(folder.resolve("l" + i));
        }
        Files.deleteIfExists(folder);
    }
}
