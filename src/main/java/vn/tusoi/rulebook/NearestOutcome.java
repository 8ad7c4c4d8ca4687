package vn.tusoi.rulebook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.tusoi.rulebook.Difference.How;
import vn.tusoi.rulebook.Difference.Step;

/**
 * Asks a table again with one fact changed, at each value that its cells tell apart, and keeps the nearest that answers otherwise.
 * Where no single fact is enough, two are tried.
 */
final class NearestOutcome {

    private static final int MOST = 6;

    /** A value that a fact might have had. @param distance how far off, for choosing the nearest; codes are all as near */
    private record Other(String fact, Object value, How how, String operand, BigDecimal distance) {
        Step step() {
            return new Step(fact, how, operand);
        }
    }

    private final List<String> names;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<String> outcomes;
    private final Map<String, Object> asked;

    private NearestOutcome(DecisionTables.Sheet sheet, List<Fact> facts) {
        this.names = sheet.heads().subList(0, sheet.facts());
        sheet.rows().forEach(row -> rows.add(row.subList(0, sheet.facts()).stream().map(Cell::parse).toList()));
        int column = sheet.heads().indexOf("outcome");
        this.outcomes = sheet.rows().stream().map(row -> String.valueOf(Cell.literal(row.get(column)))).toList();
        this.asked = Reasoning.values(facts);
    }

    /** Nearest other outcomes, what time alone brings first; empty where nothing that could be different would change the answer. */
    static List<Difference> of(DecisionTables.Sheet sheet, List<Fact> facts) {
        NearestOutcome table = new NearestOutcome(sheet, facts);
        String now = table.answer(table.asked);
        if (now == null || !table.asked.keySet().containsAll(table.names)) {
            return List.of();
        }
        Map<String, Fact> byName = new HashMap<>();
        facts.forEach(f -> byName.put(f.name(), f));
        List<List<Other>> others = table.names.stream().map(n -> table.others(byName.get(n), sheet)).toList();
        List<Difference> found = new ArrayList<>();
        others.forEach(fact -> found.addAll(table.single(fact, now)));
        if (found.isEmpty()) {
            found.addAll(table.pair(others, now));
        }
        found.sort(Comparator.comparingInt(d -> d.steps().get(0).how() == How.FROM_DAY ? 0 : d.steps().get(0).how() == How.IS ? 2 : 1));
        return found.subList(0, Math.min(MOST, found.size()));
    }

    private List<Difference> single(List<Other> values, String now) {
        Map<String, List<Other>> byOutcome = new LinkedHashMap<>();
        for (Other other : values) {
            String answer = answer(with(Map.of(other.fact(), other)));
            if (answer != null && !answer.equals(now)) {
                byOutcome.computeIfAbsent(answer, any -> new ArrayList<>()).add(other);
            }
        }
        List<Difference> found = new ArrayList<>();
        byOutcome.forEach((outcome, ways) -> found.add(new Difference(List.of(nearest(ways)), outcome)));
        return found;
    }

    /** Codes that lead to the same outcome are named together; of numbers the nearest. */
    private static Step nearest(List<Other> ways) {
        if (ways.get(0).how() == How.IS) {
            return new Step(ways.get(0).fact(), How.IS, ways.stream().map(Other::operand).collect(Collectors.joining(",")));
        }
        return ways.stream().min(Comparator.comparing(Other::distance)).orElseThrow().step();
    }

    private List<Difference> pair(List<List<Other>> others, String now) {
        List<Difference> found = new ArrayList<>();
        Set<String> outcomesFound = new LinkedHashSet<>();
        for (int a = 0; a < others.size(); a++) {
            for (int b = a + 1; b < others.size(); b++) {
                for (Other one : nearestFirst(others.get(a))) {
                    for (Other two : nearestFirst(others.get(b))) {
                        String answer = answer(with(Map.of(one.fact(), one, two.fact(), two)));
                        if (answer != null && !answer.equals(now) && outcomesFound.add(answer)) {
                            found.add(new Difference(List.of(one.step(), two.step()), answer));
                        }
                    }
                }
            }
        }
        return found;
    }

    private static List<Other> nearestFirst(List<Other> values) {
        return values.stream().sorted(Comparator.comparing(Other::distance)).toList();
    }

    private Map<String, Object> with(Map<String, Other> changed) {
        Map<String, Object> facts = new HashMap<>(asked);
        changed.forEach((name, other) -> facts.put(name, other.value()));
        return facts;
    }

    private String answer(Map<String, Object> facts) {
        for (int row = 0; row < rows.size(); row++) {
            boolean all = true;
            for (int column = 0; all && column < names.size(); column++) {
                all = rows.get(row).get(column).matches(facts.get(names.get(column)), facts::get);
            }
            if (all) {
                return outcomes.get(row);
            }
        }
        return null;
    }

    private List<Other> others(Fact fact, DecisionTables.Sheet sheet) {
        int column = names.indexOf(fact.name());
        if (fact.isFixed()) {
            return List.of();
        }
        if (fact.value() instanceof Boolean yes) {
            return List.of(new Other(fact.name(), !yes, How.IS, String.valueOf(!yes), BigDecimal.ZERO));
        }
        return fact.value() instanceof Number number ? numbers(fact, new BigDecimal(number.toString()), column) : codes(fact, column, sheet.allowed().get(column));
    }

    private List<Other> codes(Fact fact, int column, List<String> allowed) {
        Set<Object> codes = new LinkedHashSet<>(allowed);
        rows.forEach(row -> row.get(column).tests.forEach(test -> codes.add(test.low())));
        codes.removeIf(c -> !(c instanceof String) || c.equals(fact.value()));
        return codes.stream().map(c -> new Other(fact.name(), c, How.IS, c.toString(), BigDecimal.ZERO)).toList();
    }

    private List<Other> numbers(Fact fact, BigDecimal now, int column) {
        Set<BigDecimal> probes = new TreeSet<>();
        for (List<Cell> row : rows) {
            for (Cell.Test test : row.get(column).tests) {
                for (Object edge : new Object[] {test.low() instanceof Cell.Fact other ? asked.get(other.name()) : test.low(), test.high()}) {
                    if (edge instanceof Number number) {
                        BigDecimal exact = new BigDecimal(number.toString());
                        probes.addAll(List.of(exact.subtract(BigDecimal.ONE), exact, exact.add(BigDecimal.ONE)));
                    }
                }
            }
        }
        List<Other> others = new ArrayList<>();
        for (BigDecimal probe : probes) {
            int side = probe.compareTo(now);
            boolean timeRunsOn = fact.dayOf(0) != null;
            if (side == 0 || probe.signum() < 0 && now.signum() >= 0 || timeRunsOn && side < 0) {
                continue;
            }
            int whole = probe.intValue();
            if (timeRunsOn) {
                others.add(new Other(fact.name(), whole, How.FROM_DAY, fact.dayOf(whole).toString(), probe.subtract(now)));
            } else if (fact.bornFor(0) != null) {
                others.add(side > 0 ? new Other(fact.name(), whole, How.BORN_FROM, fact.bornFor(whole).toString(), probe.subtract(now))
                        : new Other(fact.name(), whole, How.BORN_BEFORE, fact.bornFor(whole + 1).toString(), now.subtract(probe)));
            } else {
                others.add(side > 0 ? new Other(fact.name(), whole, How.FROM, probe.toPlainString(), probe.subtract(now))
                        : new Other(fact.name(), whole, How.BELOW, probe.add(BigDecimal.ONE).toPlainString(), now.subtract(probe)));
            }
        }
        return others;
    }
}
