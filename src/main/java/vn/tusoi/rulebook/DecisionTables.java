package vn.tusoi.rulebook;

import java.util.List;
import java.util.Map;

/** Port to a DMN engine, implemented in {@code workflow}. */
public interface DecisionTables {

    /** @param resource class path of the {@code .dmn} file, whose decision id is {@code table} */
    Row decide(String resource, String table, Map<String, Object> facts);

    /** The table as people read it: heads and rows. */
    Sheet read(String resource, String table);

    /** The one row that matched and its outputs by name. */
    record Row(int number, Map<String, Object> outputs) { }

    record Sheet(List<String> heads, List<List<String>> rows) { }
}
