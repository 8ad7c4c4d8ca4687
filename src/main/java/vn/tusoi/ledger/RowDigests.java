package vn.tusoi.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Digests business rows: all columns of each as canonical JSON. */
final class RowDigests {

    private static final int MANY = 200;
    private static final byte[] PLAIN = "tusoi/rows/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WITH_CELLS = "tusoi/rows/2\n".getBytes(StandardCharsets.US_ASCII);

    /** In which form a row is written. */
    enum Form {
        /** As rows were digested before their personal content had digests of its own: all columns with their values. */
        OLD,
        /** As rows are digested: the digests of personal content in its place. */
        DIGESTED,
        /** With everything, as packs show it. */
        FULL
    }

    /** Columns of a table in canonical order, with where the keys stand among them; those of salt and digests are among them. */
    record Shape(DigestedTable table, List<String> columns, int[] types, int[] keys) {

        /** The columns that say something. */
        List<String> digested() {
            return columns.stream().filter(column -> !DigestedTable.apart(column)).toList();
        }

        int place(String column) {
            return columns.indexOf(column) + 1;
        }

        String select() {
            return "select " + String.join(", ", columns) + " from " + table.name();
        }

        List<String> key(ResultSet rs) throws SQLException {
            List<String> key = new ArrayList<>(keys.length);
            for (int k : keys) {
                key.add(rs.getString(k + 1));
            }
            return key;
        }
    }

    private final Map<String, Shape> shapes = new ConcurrentHashMap<>();

    Shape shape(Connection connection, DigestedTable table) throws SQLException {
        Shape known = shapes.get(table.name());
        if (known != null) {
            return known;
        }
        try (PreparedStatement any = connection.prepareStatement("select * from " + table.name() + " where 1 = 0"); ResultSet rs = any.executeQuery()) {
            ResultSetMetaData meta = rs.getMetaData();
            TreeMap<String, Integer> sorted = new TreeMap<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                String name = meta.getColumnName(i).toLowerCase(Locale.ROOT);
                if (!table.ignored().contains(name)) {
                    boolean zoned = meta.getColumnTypeName(i).toLowerCase(Locale.ROOT).matches("timestamptz|timestamp.*with time zone");
                    sorted.put(name, zoned ? Types.TIMESTAMP_WITH_TIMEZONE : meta.getColumnType(i));
                }
            }
            List<String> columns = List.copyOf(sorted.keySet());
            int[] types = sorted.values().stream().mapToInt(Integer::intValue).toArray();
            Shape shape = new Shape(table, columns, types, table.keys().stream().mapToInt(columns::indexOf).toArray());
            shapes.put(table.name(), shape);
            return shape;
        }
    }

    /** A row as it is digested; its columns are those of {@link Shape#select()}. */
    static String row(ResultSet rs, Shape shape) throws SQLException {
        return row(rs, shape, Form.DIGESTED);
    }

    /** A row in canonical form; its columns are those of {@link Shape#select()}. */
    static String row(ResultSet rs, Shape shape, Form form) throws SQLException {
        StringBuilder out = new StringBuilder(256).append('{');
        boolean more = false;
        boolean cells = form == Form.DIGESTED && shape.table.hasContent() && shape.place(Cells.SALT) > 0;
        String salt = cells ? rs.getString(shape.place(Cells.SALT)) : null;
        Map<String, String> kept = cells ? Cells.kept(rs.getString(shape.place(Cells.DIGESTS))) : null;
        for (int i = 0; i < shape.types.length; i++) {
            int column = i + 1;
            String named = shape.columns.get(i);
            if (form != Form.FULL && DigestedTable.apart(named)) {
                continue;
            }
            if (cells && shape.table.content().contains(named)) {
                more = Canonical.member(out, more, named, Cells.standing(shape.table, named, rs.getString(column), salt, kept));
                continue;
            }
            int length = out.length();
            if (more) {
                out.append(',');
            }
            out.append('"').append(shape.columns.get(i)).append("\":");
            boolean there = switch (shape.types[i]) {
                case Types.VARCHAR, Types.LONGVARCHAR, Types.CHAR, Types.CLOB -> {
                    String text = rs.getString(column);
                    if (text != null) {
                        Canonical.text(out, text);
                    }
                    yield text != null;
                }
                case Types.INTEGER, Types.BIGINT, Types.SMALLINT -> {
                    long number = rs.getLong(column);
                    Canonical.number(out, number);
                    yield !rs.wasNull();
                }
                case Types.BOOLEAN, Types.BIT -> {
                    out.append(rs.getBoolean(column));
                    yield !rs.wasNull();
                }
                case Types.DATE -> {
                    LocalDate day = rs.getObject(column, LocalDate.class);
                    Canonical.text(out, String.valueOf(day));
                    yield day != null;
                }
                case Types.TIMESTAMP_WITH_TIMEZONE -> {
                    OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
                    if (at != null) {
                        Canonical.text(out, Canonical.time(at));
                    }
                    yield at != null;
                }
                default -> throw new IllegalStateException("the record has no form for column " + shape.columns.get(i) + " of " + shape.table.name());
            };
            if (there) {
                more = true;
            } else {
                out.setLength(length);
            }
        }
        return out.append('}').toString();
    }

    /** Digest of rows that are named together, in the order of their bytes. */
    static String digest(DigestedTable table, Collection<String> rows) {
        return digest(rows, table.hasContent() ? WITH_CELLS : PLAIN);
    }

    /** Digest of rows in their old form, or of a table without personal content. */
    static String digest(Collection<String> rows) {
        return digest(rows, PLAIN);
    }

    private static String digest(Collection<String> rows, byte[] domain) {
        List<byte[]> lines = new ArrayList<>(rows.size());
        for (String row : rows) {
            lines.add(row.getBytes(StandardCharsets.UTF_8));
        }
        if (lines.size() > 1) {
            lines.sort(Arrays::compareUnsigned);
        }
        MessageDigest sha = Canonical.sha256();
        sha.update(domain);
        for (byte[] line : lines) {
            sha.update(line);
            sha.update((byte) '\n');
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    /** One entry's word on rows: how many there are under a key, and their digest. */
    static String reference(Mark mark, int rows, String digest) {
        StringBuilder out = new StringBuilder(140).append('{');
        boolean more = Canonical.member(out, false, "digest", digest);
        more = Canonical.raw(out, more, "key", Canonical.json(mark.key()));
        more = Canonical.raw(out, more, "n", Integer.toString(rows));
        more = Canonical.member(out, more, "table", mark.table());
        if (DigestedTable.named(mark.table()).hasContent()) {
            Canonical.raw(out, more, "v", "2");
        }
        return out.append('}').toString();
    }

    /** Reads the marked rows as they are now and gives a {@link #reference} for each mark. */
    Map<Mark, String> read(Connection connection, Collection<Mark> marks, boolean together) throws SQLException {
        return references(marks, rows(connection, marks, together));
    }

    /** Gives a {@link #reference} for each mark. @param rows of all marks, as they are now */
    static Map<Mark, String> references(Collection<Mark> marks, Map<Mark, List<String>> rows) {
        Map<Mark, String> references = new LinkedHashMap<>();
        for (Mark mark : Mark.sorted(marks)) {
            List<String> lines = rows.get(mark);
            references.put(mark, reference(mark, lines.size(), lines.isEmpty() ? null : digest(DigestedTable.named(mark.table()), lines)));
        }
        return references;
    }

    /** Questions for the marked rows that are put after another statement, in one round trip. */
    final class Asked {

        private final List<Question> questions;
        private final Collection<Mark> marks;

        private Asked(List<Question> questions, Collection<Mark> marks) {
            this.questions = questions;
            this.marks = marks;
        }

        String sql() {
            return questions.isEmpty() ? "" : "; " + String.join("; ", questions.stream().map(Question::sql).toList());
        }

        void set(PreparedStatement statement, int first) throws SQLException {
            RowDigests.set(statement, questions, first);
        }

        /** From the statement's next answer on. */
        Map<Mark, List<String>> read(PreparedStatement statement) throws SQLException {
            Map<Mark, List<String>> rows = blank(marks);
            RowDigests.read(statement, questions, rows, Form.DIGESTED);
            return rows;
        }
    }

    Asked asked(Connection connection, Collection<Mark> marks) throws SQLException {
        return new Asked(questions(connection, marks), marks);
    }

    /** The marked rows as they are now, in canonical form. */
    Map<Mark, List<String>> rows(Connection connection, Collection<Mark> marks, boolean together) throws SQLException {
        return rows(connection, marks, together, Form.DIGESTED);
    }

    Map<Mark, List<String>> rows(Connection connection, Collection<Mark> marks, boolean together, Form form) throws SQLException {
        Map<Mark, List<String>> rows = blank(marks);
        List<Question> questions = questions(connection, marks);
        int step = together ? 8 : 1;                    // several questions in one round trip where the database can
        for (int from = 0; from < questions.size(); from += step) {
            ask(connection, questions.subList(from, Math.min(from + step, questions.size())), rows, form);
        }
        return rows;
    }

    private static Map<Mark, List<String>> blank(Collection<Mark> marks) {
        Map<Mark, List<String>> rows = new LinkedHashMap<>();
        Mark.sorted(marks).forEach(mark -> rows.put(mark, new ArrayList<>(1)));
        return rows;
    }

    private List<Question> questions(Connection connection, Collection<Mark> marks) throws SQLException {
        Map<String, List<Mark>> byTable = new TreeMap<>();
        marks.forEach(mark -> byTable.computeIfAbsent(mark.table(), t -> new ArrayList<>()).add(mark));
        List<Question> questions = new ArrayList<>();
        for (Map.Entry<String, List<Mark>> of : byTable.entrySet()) {
            Shape shape = shape(connection, DigestedTable.named(of.getKey()));
            for (int from = 0; from < of.getValue().size(); from += MANY) {
                questions.add(new Question(shape, of.getValue().subList(from, Math.min(from + MANY, of.getValue().size()))));
            }
        }
        return questions;
    }

    private record Question(Shape shape, List<Mark> marks) {

        String sql() {
            List<String> keys = shape.table.keys();
            String one = keys.size() == 1 ? "?" : "(" + String.join(", ", java.util.Collections.nCopies(keys.size(), "?")) + ")";
            return shape.select() + " where " + (keys.size() == 1 ? keys.get(0) : "(" + String.join(", ", keys) + ")") + " in ("
                    + String.join(", ", java.util.Collections.nCopies(marks.size(), one)) + ")";
        }
    }

    private static void ask(Connection connection, List<Question> questions, Map<Mark, List<String>> rows, Form form) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(String.join("; ", questions.stream().map(Question::sql).toList()))) {
            set(statement, questions, 1);
            statement.execute();
            read(statement, questions, rows, form);
        }
    }

    private static void set(PreparedStatement statement, List<Question> questions, int first) throws SQLException {
        int parameter = first;
        for (Question question : questions) {
            for (Mark mark : question.marks()) {
                for (int k = 0; k < mark.key().size(); k++) {
                    int type = question.shape().types()[question.shape().keys()[k]];
                    if (type == Types.INTEGER || type == Types.BIGINT || type == Types.SMALLINT) {
                        statement.setLong(parameter++, Long.parseLong(mark.key().get(k)));
                    } else if (type == Types.DATE) {
                        statement.setObject(parameter++, LocalDate.parse(mark.key().get(k)));
                    } else {
                        statement.setString(parameter++, mark.key().get(k));
                    }
                }
            }
        }
    }

    private static void read(PreparedStatement statement, List<Question> questions, Map<Mark, List<String>> rows, Form form) throws SQLException {
        for (Question question : questions) {
            try (ResultSet rs = statement.getResultSet()) {
                while (rs.next()) {
                    rows.get(new Mark(question.shape().table().name(), question.shape().key(rs))).add(row(rs, question.shape(), form));
                }
            }
            statement.getMoreResults();
        }
    }
}
