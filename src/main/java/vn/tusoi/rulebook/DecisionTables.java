package vn.tusoi.rulebook;

import java.util.List;
import java.util.Map;

/** Port to a DMN engine, implemented in {@code workflow}. */
public interface DecisionTables {

    /**
     * Opens a table. The same content is read once, however many sets hold it.
     *
     * @param table   id of the decision in the file
     * @param content the {@code .dmn} file
     * @throws RuntimeException where the engine cannot read it
     */
    Table open(String table, byte[] content);

    /** A decision table that can be asked. */
    interface Table {

        /** @throws IllegalArgumentException where a fact is missing or unknown to the table */
        Row decide(Map<String, Object> facts);

        /** The table as people read it: heads and rows. */
        Sheet sheet();
    }

    /** The one row that matched and its outputs by name. */
    record Row(int number, Map<String, Object> outputs) { }

    /**
     * @param heads names of the facts, then of the results
     * @param rows  cells as they stand in the file
     * @param facts how many of the columns are facts
     * @param notes what each row says in words
     * @param allowed for each fact the codes it may be; empty where anything of its type is
     */
    record Sheet(String name, List<String> heads, List<List<String>> rows, int facts, List<String> notes, List<List<String>> allowed) { }
}
