package vn.tusoi.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Rows of a digested table that a transaction has touched, by the values of the table's key columns as text. */
record Mark(String table, List<String> key) {

    private static final String BETWEEN = "\u001f";

    /** Reads what the database's triggers noted: {@code US}-separated names and values, each mark closed by {@code RS}. */
    static List<Mark> read(String noted) {
        List<Mark> marks = new ArrayList<>();
        if (noted != null) {
            for (String one : noted.split("\u001e")) {
                if (!one.isEmpty()) {
                    List<String> parts = Arrays.asList(one.split(BETWEEN, -1));
                    marks.add(new Mark(parts.get(1), List.copyOf(parts.subList(2, parts.size()))));
                }
            }
        }
        return marks;
    }

    /** The subject whose entry names these rows, if there is one. */
    String subject() {
        return key.get(0);
    }

    static List<Mark> sorted(Collection<Mark> marks) {
        return marks.stream().sorted((a, b) -> {
            int byTable = a.table.compareTo(b.table);
            return byTable != 0 ? byTable : String.join(BETWEEN, a.key).compareTo(String.join(BETWEEN, b.key));
        }).toList();
    }
}
