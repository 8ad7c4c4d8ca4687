package vn.tusoi.rulebook;

import java.util.List;
import java.util.Map;

/** Port to a DMN engine, implemented in {@code workflow}. */
public interface DecisionTables {

    /** @param resource class path or URL of the {@code .dmn} file, whose decision id is {@code table} */
    Row decide(String resource, String table, Map<String, Object> facts);

    /** The table as people read it: heads and rows. */
    Sheet read(String resource, String table);

    /** The one row that matched and its outputs by name. */
    record Row(int number, Map<String, Object> outputs) { }

    /**
     * @param heads names of the facts, then of the results
     * @param rows  cells as they stand in the file
     * @param facts how many of the columns are facts
     * @param notes what each row says in words
     */
    record Sheet(String name, List<String> heads, List<List<String>> rows, int facts, List<String> notes) { }
}
