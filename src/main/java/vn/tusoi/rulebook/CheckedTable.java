package vn.tusoi.rulebook;

import java.util.ArrayList;
import java.util.List;

/**
 * A decision table and everything that is wrong with it by itself, whichever set holds it.
 *
 * @param file    null where the content is no table
 * @param check   null where a cell cannot be read
 * @param table   ready to be asked; null where something is wrong
 * @param shape   what is wrong with the file
 * @param answers gaps, overlaps and rows that nothing reaches
 */
record CheckedTable(DmnFile file, TableCheck check, DecisionTables.Table table, List<Fault> shape, List<Fault> answers) {

    static CheckedTable of(String name, byte[] content, DecisionTables engine) {
        List<Fault> shape = new ArrayList<>();
        DmnFile file = DmnFile.read(name, content, shape);
        TableCheck check = file == null ? null : TableCheck.of(file, shape);
        List<Fault> answers = new ArrayList<>();
        DecisionTables.Table table = null;
        if (check != null && shape.isEmpty()) {
            check.check(answers);
            try {
                table = engine.open(name, content);
            } catch (RuntimeException refused) {
                answers.add(Fault.at(name, file.line(), "engine", String.valueOf(refused.getMessage()).lines().findFirst().orElse("")));
            }
        }
        return new CheckedTable(file, check, table, List.copyOf(shape), List.copyOf(answers));
    }
}
