package vn.tusoi.rulebook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Asks a table everything it could be asked: each fact takes each value that its column tells apart (around every
 * boundary, every code), in every combination. So a gap, an overlap and a row that nothing reaches are found before
 * anybody's case finds them.
 */
final class TableCheck {

    private static final int MOST_COMBINATIONS = 300_000;

    private final DmnFile table;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<List<Object>> domains = new ArrayList<>();

    private TableCheck(DmnFile table) {
        this.table = table;
    }

    /** @return null where a cell cannot be read, which is then among the faults */
    static TableCheck of(DmnFile table, List<Fault> faults) {
        TableCheck check = new TableCheck(table);
        int before = faults.size();
        for (DmnFile.Row row : table.rows()) {
            if (row.conditions().size() != table.inputs().size() || row.results().size() != table.outputs().size()) {
                faults.add(Fault.at(table.file(), row.line(), "row.cells", row.number()));
                continue;
            }
            List<Cell> cells = new ArrayList<>();
            for (DmnFile.Entry entry : row.conditions()) {
                try {
                    Cell cell = Cell.parse(entry.text());
                    cells.add(cell);
                    cell.tests.stream().filter(t -> t.low() instanceof Cell.Fact fact && table.inputs().stream().noneMatch(i -> i.fact().equals(fact.name())))
                            .forEach(t -> faults.add(Fault.at(table.file(), entry.line(), "row.noColumn", row.number(), entry.text())));
                } catch (IllegalArgumentException wrong) {
                    faults.add(Fault.at(table.file(), entry.line(), "row.condition", row.number(), entry.text()));
                }
            }
            check.rows.add(cells);
        }
        if (faults.size() > before) {
            return null;
        }
        check.findDomains(faults);
        return faults.size() > before ? null : check;
    }

    private void findDomains(List<Fault> faults) {
        Map<String, Set<BigDecimal>> boundaries = new HashMap<>();
        for (int column = 0; column < table.inputs().size(); column++) {
            boundaries.put(table.inputs().get(column).fact(), boundaries(column));
        }
        for (int column = 0; column < table.inputs().size(); column++) {
            DmnFile.Input input = table.inputs().get(column);
            int at = column;
            Set<Object> domain = new LinkedHashSet<>();
            switch (String.valueOf(input.type())) {
                case "boolean" -> domain.addAll(List.of(true, false));
                case "string" -> {
                    domain.addAll(input.allowed());
                    for (List<Cell> row : rows) {
                        for (Cell.Test test : row.get(at).tests) {
                            if (!(test.low() instanceof String) && test.low() != null) {
                                faults.add(Fault.at(table.file(), table.rows().get(rows.indexOf(row)).conditions().get(at).line(), "notText", input.fact()));
                            } else if (input.allowed().isEmpty()) {
                                domain.add(test.low());
                            } else if (!input.allowed().contains(test.low())) {
                                faults.add(Fault.at(table.file(), table.rows().get(rows.indexOf(row)).conditions().get(at).line(),
                                        "notAmong", test.low(), input.fact()));
                            }
                        }
                    }
                    if (input.allowed().isEmpty()) {
                        domain.add("~");
                    }
                }
                case "integer", "long", "double" -> {
                    Set<BigDecimal> cuts = new TreeSet<>(boundaries.get(input.fact()));
                    rows.forEach(row -> row.get(at).tests.forEach(test -> {
                        if (test.low() instanceof Cell.Fact other) {
                            cuts.addAll(boundaries.get(other.name()));
                            cuts.add(BigDecimal.valueOf(60));
                        }
                    }));
                    boolean compared = rows.stream().flatMap(r -> r.stream()).flatMap(c -> c.tests.stream())
                            .anyMatch(t -> t.low() instanceof Cell.Fact other && other.name().equals(input.fact()));
                    if (compared || cuts.isEmpty()) {
                        cuts.add(BigDecimal.valueOf(60));
                    }
                    Set<BigDecimal> around = new TreeSet<>();
                    for (BigDecimal cut : cuts) {
                        around.add(cut.subtract(BigDecimal.ONE));
                        around.add(cut);
                        around.add(cut.add(BigDecimal.ONE));
                        if ("double".equals(input.type())) {
                            around.add(cut.subtract(new BigDecimal("0.5")));
                        }
                    }
                    List<Integer> possible = KnownKeys.POSSIBLE.getOrDefault(input.fact(), List.of(Integer.MIN_VALUE, Integer.MAX_VALUE));
                    around.stream().filter(n -> n.compareTo(BigDecimal.valueOf(possible.get(0))) >= 0 && n.compareTo(BigDecimal.valueOf(possible.get(1))) <= 0)
                            .forEach(domain::add);
                    if (domain.isEmpty()) {
                        domain.add(BigDecimal.valueOf(possible.get(0)));
                    }
                }
                default -> faults.add(Fault.at(table.file(), input.line(), "type", input.fact()));
            }
            domains.add(new ArrayList<>(domain));
        }
    }

    private Set<BigDecimal> boundaries(int column) {
        Set<BigDecimal> cuts = new TreeSet<>();
        for (List<Cell> row : rows) {
            for (Cell.Test test : row.get(column).tests) {
                if (test.low() instanceof BigDecimal low) {
                    cuts.add(low);
                }
                if (test.high() instanceof BigDecimal high) {
                    cuts.add(high);
                }
            }
        }
        return cuts;
    }

    /** Row that answers these facts, counted from 1; 0 where none does. */
    int answer(Map<String, Object> facts) {
        List<Integer> hits = hits(facts);
        return hits.isEmpty() ? 0 : hits.get(0);
    }

    /** What the row says as outcome. */
    String outcome(int row) {
        int column = table.outputs().stream().map(DmnFile.Output::name).toList().indexOf("outcome");
        return (String) Cell.literal(table.rows().get(row - 1).results().get(column).text());
    }

    private List<Integer> hits(Map<String, Object> facts) {
        List<Integer> hits = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            boolean all = true;
            for (int column = 0; all && column < domains.size(); column++) {
                all = rows.get(row).get(column).matches(facts.get(table.inputs().get(column).fact()), facts::get);
            }
            if (all) {
                hits.add(row + 1);
                if (table.hitPolicy().equals("FIRST")) {
                    break;
                }
            }
        }
        return hits;
    }

    /** Every combination of facts that the table tells apart. */
    void combinations(Consumer<Map<String, Object>> each) {
        int[] at = new int[domains.size()];
        Map<String, Object> facts = new LinkedHashMap<>();
        while (true) {
            facts.clear();
            for (int column = 0; column < at.length; column++) {
                facts.put(table.inputs().get(column).fact(), domains.get(column).get(at[column]));
            }
            each.accept(facts);
            int column = at.length - 1;
            while (column >= 0 && ++at[column] == domains.get(column).size()) {
                at[column--] = 0;
            }
            if (column < 0) {
                return;
            }
        }
    }

    void check(List<Fault> faults) {
        long count = domains.stream().mapToLong(List::size).reduce(1, (a, b) -> a * b);
        if (count > MOST_COMBINATIONS) {
            faults.add(Fault.at(table.file(), table.line(), "combinations", count));
            return;
        }
        int before = faults.size();
        Set<Integer> reached = new TreeSet<>();
        Set<List<Integer>> overlaps = new LinkedHashSet<>();
        combinations(facts -> {
            List<Integer> hits = hits(facts);
            if (hits.isEmpty() && faults.size() < before + 3) {
                faults.add(Fault.at(table.file(), table.line(), "noRow", new LinkedHashMap<>(facts)));
            }
            if (hits.size() > 1 && overlaps.add(hits)) {
                faults.add(Fault.at(table.file(), table.rows().get(hits.get(1) - 1).line(), "overlap", hits.subList(0, hits.size() - 1), hits.get(hits.size() - 1),
                        new LinkedHashMap<>(facts)));
            }
            reached.addAll(hits);
        });
        for (DmnFile.Row row : table.rows()) {
            if (!reached.contains(row.number())) {
                faults.add(Fault.at(table.file(), row.line(), "row.unreached", row.number()));
            }
        }
    }
}
