package vn.tusoi.rulebook;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Reads rule sets and says everything that is wrong with them, with file and line: at the start, which stops at a fault,
 * and for a directory that somebody is about to put into force.
 */
@Component
public class RuleBookCheck {

    /** Largest file in bytes; the largest that ships has 60,000. */
    static final int LARGEST = 1_000_000;

    private final DecisionTables tables;

    RuleBookCheck(DecisionTables tables) {
        this.tables = tables;
    }

    /** What was read and what is wrong with it. @param sets by code, only those that could be made out */
    public record Report(Map<String, RuleSet> sets, List<Fault> faults) {

        public boolean faultless() {
            return faults.isEmpty();
        }
    }

    /** Checks the sets in the folders of a directory. */
    public Report check(Path directory) {
        return check(RuleFiles.in(directory));
    }

    Report check(RuleFiles files) {
        List<Fault> faults = new ArrayList<>();
        Map<String, RuleSetFile.Read> read = new TreeMap<>();
        if (files.folders().isEmpty()) {
            faults.add(new Fault(files.name(), 0, "there is no rule set"));
        }
        files.folders().forEach((folder, contents) -> {
            String path = files.name() + folder + "/";
            contents.forEach((file, content) -> {
                if (content == null) {
                    faults.add(new Fault(path + file, 0, "the file has more than " + LARGEST + " bytes"));
                } else if (!file.equals(RuleSetFile.NAME) && !file.endsWith(".dmn")) {
                    faults.add(new Fault(path + file, 0, "is neither " + RuleSetFile.NAME + " nor a decision table"));
                }
            });
            if (!contents.containsKey(RuleSetFile.NAME)) {
                faults.add(new Fault(path, 0, "has no " + RuleSetFile.NAME));
            } else if (contents.get(RuleSetFile.NAME) != null) {
                RuleSetFile.Read one = RuleSetFile.read(path + RuleSetFile.NAME, folder, contents.get(RuleSetFile.NAME), faults);
                if (one != null) {
                    read.put(folder, one);
                }
            }
        });
        new One(files, read, faults).all();
        Map<String, RuleSet> sets = new LinkedHashMap<>();
        read.forEach((code, one) -> sets.put(code, one.set()));
        faults.sort(Comparator.comparing(Fault::file).thenComparing(Fault::line));
        return new Report(sets, List.copyOf(faults));
    }

    private final class One {

        private final RuleFiles files;
        private final Map<String, RuleSetFile.Read> read;
        private final List<Fault> faults;

        One(RuleFiles files, Map<String, RuleSetFile.Read> read, List<Fault> faults) {
            this.files = files;
            this.read = read;
            this.faults = faults;
        }

        void all() {
            read.forEach((folder, one) -> {
                complete(folder, one);
                catalogues(folder, one);
                codesKept(folder, one);
                tables(folder, one);
            });
            periods();
        }

        private void fault(String folder, int line, String text) {
            faults.add(new Fault(files.name() + folder + "/" + RuleSetFile.NAME, line, text));
        }

        private void complete(String folder, RuleSetFile.Read one) {
            RuleSet set = one.set();
            KnownKeys.VALUES.keySet().stream().filter(k -> !set.values().containsKey(k) && !KnownKeys.OPTIONAL.contains(k))
                    .forEach(k -> fault(folder, one.line("values"), "value " + k + " is missing"));
            KnownKeys.CATALOGUES.keySet().stream().filter(k -> !set.catalogues().containsKey(k)).sorted()
                    .forEach(k -> fault(folder, one.line("catalogues"), "catalogue " + k + " is missing"));
            KnownKeys.TABLES.keySet().stream().filter(k -> !set.tables().contains(k)).sorted()
                    .forEach(k -> fault(folder, one.line("tables"), "table " + k + " is missing"));
            KnownKeys.ORDERED.forEach(pair -> {
                Value low = set.values().get(pair.get(0));
                Value high = set.values().get(pair.get(1));
                if (low != null && high != null && low.value() instanceof Integer a && high.value() instanceof Integer b && a > b) {
                    fault(folder, one.line("values/" + low.key()), "value " + low.key() + " exceeds " + high.key());
                }
            });
        }

        private void catalogues(String folder, RuleSetFile.Read one) {
            Map<String, List<Item>> all = one.set().catalogues();
            KnownKeys.NEEDED_ITEMS.forEach((name, needed) -> needed.stream().filter(code -> !has(all, name, code) && all.containsKey(name))
                    .forEach(code -> fault(folder, one.line("catalogues/" + name), "catalogue " + name + " lacks " + code)));
            all.forEach((name, items) -> items.forEach(item -> {
                int line = one.line("catalogues/" + name + "/" + item.code());
                if (item.more().get("parent") instanceof String parent && !has(all, name, parent)) {
                    fault(folder, line, item.code() + " belongs to " + parent + ", which is not in catalogue " + name);
                }
                if (item.more().get("postClass") instanceof String postClass && !has(all, "postClasses", postClass)) {
                    fault(folder, line, item.code() + " is of class " + postClass + ", which is not in catalogue postClasses");
                }
                KnownKeys.REFERS.getOrDefault(name, Map.of()).forEach((attribute, target) -> {
                    if (item.more().get(attribute) instanceof String code && !has(all, target, code)) {
                        fault(folder, line, item.code() + ": " + attribute + " " + code + " is not in catalogue " + target);
                    }
                });
                if (name.equals("checks") && all.getOrDefault("checkAnswers", List.of()).stream().noneMatch(a -> item.code().equals(a.more().get("check")))) {
                    fault(folder, line, item.code() + " has no answer in catalogue checkAnswers");
                }
                KnownKeys.YES_OR_NO.stream().filter(a -> item.more().containsKey(a) && !(item.more().get(a) instanceof Boolean))
                        .forEach(a -> fault(folder, line, item.code() + ": " + a + " must be true or false"));
                if (item.more().get("forms") instanceof String forms) {
                    for (String form : forms.split(";")) {
                        if (KnownKeys.FORMS.stream().map(one.set().values()::get).noneMatch(v -> v != null && form.equals(v.value()))) {
                            fault(folder, line, item.code() + " is of form " + form + ", which is none of the forms that the values name");
                        }
                    }
                }
                if (name.equals("criteria") && item.more().get("points") instanceof String key && !one.set().values().containsKey(key)) {
                    fault(folder, line, item.code() + " counts by " + key + ", which is no value");
                }
                if (name.equals("deciders") && !KnownKeys.DECIDERS.contains(String.valueOf(item.more().get("decider")))) {
                    fault(folder, line, item.code() + ": decider must be one of " + sorted(KnownKeys.DECIDERS));
                }
                if (name.startsWith("steps.")) {
                    if (!KnownKeys.BODIES.contains(String.valueOf(item.more().get("body")))) {
                        fault(folder, line, "step " + item.code() + ": body must be one of " + sorted(KnownKeys.BODIES));
                    }
                    if (!KnownKeys.BALLOTS.contains(String.valueOf(item.more().get("ballot")))) {
                        fault(folder, line, "step " + item.code() + ": ballot must be one of " + sorted(KnownKeys.BALLOTS));
                    }
                }
            }));
        }

        private static boolean has(Map<String, List<Item>> all, String name, String code) {
            return all.getOrDefault(name, List.of()).stream().anyMatch(i -> i.code().equals(code));
        }

        private static String sorted(Set<String> codes) {
            return codes.stream().sorted().collect(Collectors.joining(", "));
        }

        /** Cases refer to codes for decades: what a set had, the next one has. */
        private void codesKept(String folder, RuleSetFile.Read one) {
            String before = one.set().basedOn();
            if (before == null) {
                return;
            }
            RuleSetFile.Read base = read.get(before);
            if (base == null || !base.set().from().isBefore(one.set().from())) {
                fault(folder, one.line("basedOn"), "based on " + before + (base == null ? ", which there is not" : ", which is not earlier"));
                return;
            }
            base.set().catalogues().forEach((name, items) -> items.stream()
                    .filter(i -> one.set().catalogues().containsKey(name) && !has(one.set().catalogues(), name, i.code()))
                    .forEach(i -> fault(folder, one.line("catalogues/" + name), "catalogue " + name + " has lost " + i.code() + " of " + before)));
        }

        private void periods() {
            read.values().stream().collect(Collectors.groupingBy(r -> String.valueOf(r.set().level()), TreeMap::new, Collectors.toList())).forEach((level, sets) -> {
                sets.sort(Comparator.comparing(r -> r.set().from()));
                for (int i = 1; i < sets.size(); i++) {
                    RuleSet before = sets.get(i - 1).set();
                    RuleSetFile.Read now = sets.get(i);
                    if (before.to() == null || !before.to().isBefore(now.set().from())) {
                        fault(now.set().code(), now.line("from"), "begins on " + now.set().from() + " while " + before.code() + " is in force"
                                + (before.to() == null ? " without end" : " to " + before.to()));
                    } else if (!before.to().plusDays(1).equals(now.set().from())) {
                        fault(now.set().code(), now.line("from"), "leaves a gap: " + before.code() + " ends on " + before.to() + ", this begins on " + now.set().from());
                    }
                }
            });
        }

        private void tables(String folder, RuleSetFile.Read one) {
            List<String> present = files.tables(folder);
            one.set().tables().stream().filter(t -> !present.contains(t))
                    .forEach(t -> fault(folder, one.line("tables/" + t), "table " + t + ": there is no file " + t + ".dmn"));
            for (String table : present) {
                String path = files.name() + folder + "/" + table + ".dmn";
                byte[] content = files.folders().get(folder).get(table + ".dmn");
                if (!one.set().tables().contains(table)) {
                    faults.add(new Fault(path, 0, "is not among the tables of " + RuleSetFile.NAME));
                }
                if (content == null) {
                    continue;
                }
                int before = faults.size();
                DmnFile dmn = DmnFile.read(path, content, faults);
                if (dmn == null) {
                    continue;
                }
                shape(table, dmn, one.set());
                TableCheck check = TableCheck.of(dmn, faults);
                if (check == null || faults.size() > before) {
                    continue;
                }
                check.check(faults);
                agreement(table, folder, one, dmn, check);
                try {
                    tables.read(files.resource(folder, table), table);
                } catch (RuntimeException refused) {
                    faults.add(new Fault(path, dmn.line(), "the engine cannot read it: " + String.valueOf(refused.getMessage()).lines().findFirst().orElse("")));
                }
            }
        }

        private void shape(String table, DmnFile dmn, RuleSet set) {
            if (!table.equals(dmn.id())) {
                faults.add(new Fault(dmn.file(), dmn.line(), "the decision is called " + dmn.id() + ", not " + table));
            }
            KnownKeys.Asked asked = KnownKeys.TABLES.get(table);
            dmn.inputs().stream().filter(i -> asked != null && !asked.facts().contains(i.fact()))
                    .forEach(i -> faults.add(new Fault(dmn.file(), i.line(), "nobody gives the fact " + i.fact() + "; known are " + sorted(asked.facts()))));
            for (DmnFile.Input input : dmn.inputs()) {
                codes(dmn, input, set);
            }
            List<String> outputs = dmn.outputs().stream().map(DmnFile.Output::name).toList();
            if (!outputs.equals(List.of("outcome", "reason", "citation"))) {
                faults.add(new Fault(dmn.file(), dmn.outputs().isEmpty() ? dmn.line() : dmn.outputs().get(0).line(), "the results must be outcome, reason and citation"));
                return;
            }
            for (DmnFile.Row row : dmn.rows()) {
                if (row.description() == null || row.description().isBlank()) {
                    faults.add(new Fault(dmn.file(), row.line(), "row " + row.number() + " does not say in words what it means"));
                }
                List<Object> results = new ArrayList<>();
                for (DmnFile.Entry entry : row.results()) {
                    try {
                        results.add(Objects.requireNonNullElse(Cell.literal(entry.text()), ""));
                    } catch (IllegalArgumentException wrong) {
                        faults.add(new Fault(dmn.file(), entry.line(), "row " + row.number() + ": '" + entry.text() + "' is not a plain text in quotes; code and calls are refused"));
                        results.add(null);
                    }
                }
                if (results.size() < 3) {
                    continue;
                }
                if (asked != null && results.get(0) != null && !asked.outcomes().contains(results.get(0))) {
                    faults.add(new Fault(dmn.file(), row.results().get(0).line(), "row " + row.number() + ": nobody understands the outcome " + results.get(0) + "; known are " + sorted(asked.outcomes())));
                }
                if (results.get(1) != null && !results.get(1).toString().matches("[A-Z][A-Z0-9_]*")) {
                    faults.add(new Fault(dmn.file(), row.results().get(1).line(), "row " + row.number() + ": the reason must be a code such as RATED_KHT"));
                }
                if (results.get(2) != null && !set.citations().containsKey(results.get(2))) {
                    faults.add(new Fault(dmn.file(), row.results().get(2).line(), "row " + row.number() + " cites " + results.get(2) + ", which the set does not list"));
                }
            }
        }

        /** A fact whose values are the codes of a catalogue knows no others; one that anybody may give for a case knows them all. */
        private void codes(DmnFile dmn, DmnFile.Input input, RuleSet set) {
            String name = KnownKeys.CODES_OF_FACT.get(input.fact());
            List<Item> items = set.catalogues().get(name == null ? "" : name);
            if (items == null) {
                return;
            }
            List<String> codes = items.stream().map(Item::code).toList();
            input.allowed().stream().filter(v -> v != null && !v.equals("NONE") && !codes.contains(v)).forEach(v -> faults.add(new Fault(dmn.file(), input.line(),
                    input.fact() + " cannot be " + v + ", which is not in catalogue " + name)));
            codes.stream().filter(c -> !input.allowed().contains(c)).forEach(c -> faults.add(new Fault(dmn.file(), input.line(),
                    "no row answers " + input.fact() + " " + c + ", which is in catalogue " + name)));
        }

        /** Where a number stands among the values and in a table as well, both must say the same. */
        private void agreement(String table, String folder, RuleSetFile.Read one, DmnFile dmn, TableCheck check) {
            if (table.equals("eligibility")) {
                for (String penalty : List.of("REPRIMAND", "WARNING", "REMOVAL")) {
                    Map<String, Object> facts = new HashMap<>(Map.of("status", "OFFICIAL", "holdsOffice", true, "monthsToRetirement", BigDecimal.valueOf(500),
                            "minRemaining", BigDecimal.ZERO, "penalty", penalty, "lastRating", "T"));
                    edge(folder, one, dmn, check, "discipline.waitMonths." + penalty, facts, "monthsSincePenalty", "EXCLUDED", "ELIGIBLE");
                }
            } else if (table.equals("rating")) {
                Map<String, Object> facts = new HashMap<>(Map.of("trigger", "NONE", "onTimePercent", BigDecimal.valueOf(100), "beyondPercent", BigDecimal.valueOf(100), "remedied", true));
                edge(folder, one, dmn, check, "rating.minHT", facts, "points", "KHT", "HT");
                edge(folder, one, dmn, check, "rating.minT", facts, "points", "HT", "T");
                edge(folder, one, dmn, check, "rating.minXS", facts, "points", "T", "XS");
                facts.put("points", BigDecimal.valueOf(100));
                edge(folder, one, dmn, check, "rating.beyondPercentXS", facts, "beyondPercent", "T", "XS");
            } else if (table.equals("composition")) {
                Map<String, Object> facts = new HashMap<>(Map.of("womenPercent", BigDecimal.valueOf(100), "youngPercent", BigDecimal.valueOf(100)));
                edge(folder, one, dmn, check, "composition.womenPercent", facts, "womenPercent", "WARN", "MET");
                facts.put("womenPercent", BigDecimal.valueOf(100));
                edge(folder, one, dmn, check, "composition.youngPercent", facts, "youngPercent", "WARN", "MET");
            }
        }

        private void edge(String folder, RuleSetFile.Read one, DmnFile dmn, TableCheck check, String key, Map<String, Object> facts, String fact, String below, String from) {
            Value value = one.set().values().get(key);
            if (value == null || !(value.value() instanceof Integer edge)) {
                return;
            }
            facts.put(fact, BigDecimal.valueOf(edge - 1L));
            int under = check.answer(facts);
            facts.put(fact, BigDecimal.valueOf(edge));
            int at = check.answer(facts);
            if (edge > 0 && (under == 0 || !check.outcome(under).equals(below)) || at == 0 || !check.outcome(at).equals(from)) {
                fault(folder, one.line("values/" + key), "value " + key + " is " + edge + ", but " + dmn.id() + ".dmn decides otherwise at that figure");
            }
        }
    }
}
