package vn.tusoi.rulebook;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
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

    /** How many tables are remembered with what is wrong with them: those in force, and those of the drafts being worked on. */
    private static final int REMEMBERED = 200;

    private final DecisionTables tables;
    private final Map<String, CheckedTable> known = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CheckedTable> eldest) {
            return size() > REMEMBERED;
        }
    });

    public RuleBookCheck(DecisionTables tables) {
        this.tables = tables;
    }

    /**
     * What was read and what is wrong with it.
     *
     * @param sets   by code, only those that could be made out; one without an end of its own ends before its successor begins
     * @param read   the same, with the line of each part
     * @param tables by code and name, those that can be asked
     */
    public record Report(Map<String, RuleSet> sets, Map<String, RuleSetFile.Read> read, Map<String, Map<String, DecisionTables.Table>> tables, List<Fault> faults) {

        public boolean faultless() {
            return faults.isEmpty();
        }
    }

    private record Yaml(String folder, RuleSetFile.Read read, List<Fault> faults) { }

    /** Checks the sets in the folders of a directory. */
    public Report check(Path directory) {
        return check(RuleFiles.in(directory));
    }

    /** Checks sets that are about to be put into force: everything, the engine's reading too. */
    Report check(RuleFiles files) {
        return check(files, tables);
    }

    /** Checks sets that are in force already, for serving them: the engine reads each table when it is first asked. */
    Report serve(RuleFiles files) {
        return check(files, (table, content) -> new LaterTable(() -> tables.open(table, content)));
    }

    private Report check(RuleFiles files, DecisionTables engine) {
        List<Fault> faults = new ArrayList<>(files.faults());
        Map<String, RuleSetFile.Read> read = new TreeMap<>();
        if (files.folders().isEmpty()) {
            faults.add(Fault.at(files.name(), 0, "noSet"));
        }
        files.folders().forEach((folder, contents) -> {
            String path = files.path(folder);
            contents.forEach((file, content) -> {
                if (content == null) {
                    faults.add(Fault.at(path + file, 0, "large", LARGEST));
                } else if (!file.equals(RuleSetFile.NAME) && !file.endsWith(".dmn")) {
                    faults.add(Fault.at(path + file, 0, "strangeFile", RuleSetFile.NAME));
                }
            });
            if (!contents.containsKey(RuleSetFile.NAME)) {
                faults.add(Fault.at(path, 0, "noFile", RuleSetFile.NAME));
            }
        });
        // sets and tables are read side by side: at the start that is what the rule book costs
        files.folders().entrySet().parallelStream().filter(f -> f.getValue().get(RuleSetFile.NAME) != null).map(f -> {
            List<Fault> own = new ArrayList<>();
            return new Yaml(f.getKey(), RuleSetFile.read(files.path(f.getKey()) + RuleSetFile.NAME, f.getKey(), f.getValue().get(RuleSetFile.NAME), own), own);
        }).toList().forEach(one -> {
            faults.addAll(one.faults());
            if (one.read() != null) {
                read.put(one.folder(), one.read());
            }
        });
        files.folders().values().parallelStream().flatMap(f -> f.entrySet().stream()).filter(f -> f.getKey().endsWith(".dmn") && f.getValue() != null)
                .forEach(f -> known(f.getKey().substring(0, f.getKey().length() - 4), f.getValue(), engine));
        One one = new One(files, read, faults, engine);
        one.all();
        Map<String, RuleSet> sets = new LinkedHashMap<>();
        read.forEach((code, set) -> sets.put(code, set.set()));
        one.ends.forEach((code, end) -> sets.computeIfPresent(code, (c, set) -> set.until(end)));
        faults.sort(Comparator.comparing(Fault::file).thenComparing(Fault::line));
        return new Report(sets, read, one.opened, List.copyOf(faults));
    }

    /** What makes a content no table at all, whichever set should hold it. */
    List<Fault> refuse(String table, byte[] content) {
        CheckedTable known = known(table, content, tables);
        List<Fault> refused = new ArrayList<>(known.shape());
        if (known.file() != null && !table.equals(known.file().id())) {
            refused.add(Fault.at(table, known.file().line(), "decision.called", known.file().id(), table));
        }
        return refused;
    }

    private CheckedTable known(String table, byte[] content, DecisionTables engine) {
        String key = (engine == tables ? "" : "served ") + table + "#" + Digest.of(content);
        CheckedTable before = known.get(key);
        if (before != null) {
            return before;
        }
        CheckedTable now = CheckedTable.of(table, content, engine); // outside the map's lock, so that several are checked at once
        known.put(key, now);
        return now;
    }

    private final class One {

        private final DecisionTables engine;
        private final RuleFiles files;
        private final Map<String, RuleSetFile.Read> read;
        private final List<Fault> faults;
        private final Map<String, Map<String, DecisionTables.Table>> opened = new TreeMap<>();
        /** Last days of open-ended sets, which others follow. */
        private final Map<String, LocalDate> ends = new TreeMap<>();

        One(RuleFiles files, Map<String, RuleSetFile.Read> read, List<Fault> faults, DecisionTables engine) {
            this.engine = engine;
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

        private void fault(String folder, int line, String key, Object... args) {
            faults.add(Fault.at(files.path(folder) + RuleSetFile.NAME, line, key, args));
        }

        private void complete(String folder, RuleSetFile.Read one) {
            RuleSet set = one.set();
            KnownKeys.VALUES.keySet().stream().filter(k -> !set.values().containsKey(k) && !KnownKeys.OPTIONAL.contains(k))
                    .forEach(k -> fault(folder, one.line("values"), "value.missing", k));
            KnownKeys.CATALOGUES.keySet().stream().filter(k -> !set.catalogues().containsKey(k)).sorted()
                    .forEach(k -> fault(folder, one.line("catalogues"), "catalogue.missing", k));
            KnownKeys.TABLES.keySet().stream().filter(k -> !set.tables().contains(k)).sorted()
                    .forEach(k -> fault(folder, one.line("tables"), "table.missing", k));
            KnownKeys.ORDERED.forEach(pair -> {
                Value low = set.values().get(pair.get(0));
                Value high = set.values().get(pair.get(1));
                if (low != null && high != null && low.value() instanceof Integer a && high.value() instanceof Integer b && a > b) {
                    fault(folder, one.line("values/" + low.key()), "value.exceeds", low.key(), high.key());
                }
            });
        }

        private void catalogues(String folder, RuleSetFile.Read one) {
            Map<String, List<Item>> all = one.set().catalogues();
            KnownKeys.NEEDED_ITEMS.forEach((name, needed) -> needed.stream().filter(code -> !has(all, name, code) && all.containsKey(name))
                    .forEach(code -> fault(folder, one.line("catalogues/" + name), "catalogue.lacks", name, code)));
            all.forEach((name, items) -> items.forEach(item -> {
                int line = one.line("catalogues/" + name + "/" + item.code());
                if (item.more().get("parent") instanceof String parent && !has(all, name, parent)) {
                    fault(folder, line, "item.parent", item.code(), parent, name);
                }
                if (item.more().get("postClass") instanceof String postClass && !has(all, "postClasses", postClass)) {
                    fault(folder, line, "item.postClass", item.code(), postClass);
                }
                KnownKeys.REFERS.getOrDefault(name, Map.of()).forEach((attribute, target) -> {
                    if (item.more().get(attribute) instanceof String code && !has(all, target, code)) {
                        fault(folder, line, "item.refers", item.code(), attribute, code, target);
                    }
                });
                if (name.equals("checks") && all.getOrDefault("checkAnswers", List.of()).stream().noneMatch(a -> item.code().equals(a.more().get("check")))) {
                    fault(folder, line, "item.noAnswer", item.code());
                }
                KnownKeys.YES_OR_NO.stream().filter(a -> item.more().containsKey(a) && !(item.more().get(a) instanceof Boolean))
                        .forEach(a -> fault(folder, line, "item.yesNo", item.code(), a));
                if (item.more().get("forms") instanceof String forms) {
                    for (String form : forms.split(";")) {
                        if (KnownKeys.FORMS.stream().map(one.set().values()::get).noneMatch(v -> v != null && form.equals(v.value()))) {
                            fault(folder, line, "item.form", item.code(), form);
                        }
                    }
                }
                if (name.equals("criteria") && item.more().get("points") instanceof String key && !one.set().values().containsKey(key)) {
                    fault(folder, line, "item.points", item.code(), key);
                }
                if (name.equals("deciders") && !KnownKeys.DECIDERS.contains(String.valueOf(item.more().get("decider")))) {
                    fault(folder, line, "item.decider", item.code(), sorted(KnownKeys.DECIDERS));
                }
                if (name.startsWith("steps.")) {
                    if (!KnownKeys.BODIES.contains(String.valueOf(item.more().get("body")))) {
                        fault(folder, line, "step.body", item.code(), sorted(KnownKeys.BODIES));
                    }
                    if (!KnownKeys.BALLOTS.contains(String.valueOf(item.more().get("ballot")))) {
                        fault(folder, line, "step.ballot", item.code(), sorted(KnownKeys.BALLOTS));
                    }
                }
            }));
        }

        private static boolean has(Map<String, List<Item>> all, String name, String code) {
            return all.getOrDefault(name, List.of()).stream().anyMatch(i -> i.code().equals(code));
        }

        private static List<String> sorted(Set<String> codes) {
            return codes.stream().sorted().toList();
        }

        /** Cases refer to codes for decades: what a set had, the next one has. */
        private void codesKept(String folder, RuleSetFile.Read one) {
            String before = one.set().basedOn();
            if (before == null) {
                return;
            }
            RuleSetFile.Read base = read.get(before);
            if (base == null) {
                fault(folder, one.line("basedOn"), "basedOn.none", before);
                return;
            }
            if (base.set().from() != null && one.set().from() != null && !base.set().from().isBefore(one.set().from())) {
                fault(folder, one.line("basedOn"), "basedOn.later", before);
                return;
            }
            base.set().catalogues().forEach((name, items) -> items.stream()
                    .filter(i -> one.set().catalogues().containsKey(name) && !has(one.set().catalogues(), name, i.code()))
                    .forEach(i -> fault(folder, one.line("catalogues/" + name), "catalogue.lost", name, i.code(), before)));
        }

        private void periods() {
            read.values().stream().filter(r -> r.set().from() != null).collect(Collectors.groupingBy(r -> String.valueOf(r.set().level()), TreeMap::new, Collectors.toList())).forEach((level, sets) -> {
                sets.sort(Comparator.comparing(r -> r.set().from()));
                for (int i = 1; i < sets.size(); i++) {
                    RuleSet before = sets.get(i - 1).set();
                    RuleSetFile.Read now = sets.get(i);
                    if (before.to() == null && before.from().isBefore(now.set().from())) {
                        ends.put(before.code(), now.set().from().minusDays(1));
                    } else if (before.to() == null) {
                        fault(now.set().code(), now.line("from"), "period.same", now.set().from(), before.code());
                    } else if (!before.to().isBefore(now.set().from())) {
                        fault(now.set().code(), now.line("from"), "period.overlap", now.set().from(), before.code(), before.to());
                    } else if (!before.to().plusDays(1).equals(now.set().from())) {
                        fault(now.set().code(), now.line("from"), "period.gap", before.code(), before.to(), now.set().from());
                    }
                }
            });
        }

        private void tables(String folder, RuleSetFile.Read one) {
            List<String> present = files.tables(folder);
            one.set().tables().stream().filter(t -> !present.contains(t))
                    .forEach(t -> fault(folder, one.line("tables/" + t), "table.noFile", t));
            for (String table : present) {
                String path = files.path(folder) + table + ".dmn";
                byte[] content = files.folders().get(folder).get(table + ".dmn");
                if (!one.set().tables().contains(table)) {
                    faults.add(Fault.at(path, 0, "table.unlisted", RuleSetFile.NAME));
                }
                if (content == null) {
                    continue;
                }
                int before = faults.size();
                CheckedTable known = known(table, content, engine);
                known.shape().forEach(f -> faults.add(f.in(path)));
                if (known.file() == null) {
                    continue;
                }
                shape(path, table, known.file(), one.set());
                if (faults.size() > before) {
                    continue;
                }
                known.answers().forEach(f -> faults.add(f.in(path)));
                agreement(table, folder, one, known.file(), known.check());
                if (known.table() != null) {
                    opened.computeIfAbsent(folder, any -> new TreeMap<>()).put(table, known.table());
                }
            }
        }

        private void shape(String path, String table, DmnFile dmn, RuleSet set) {
            if (!table.equals(dmn.id())) {
                faults.add(Fault.at(path, dmn.line(), "decision.called", dmn.id(), table));
            }
            KnownKeys.Asked asked = KnownKeys.TABLES.get(table);
            dmn.inputs().stream().filter(i -> asked != null && !asked.facts().contains(i.fact()))
                    .forEach(i -> faults.add(Fault.at(path, i.line(), "fact.unknown", i.fact(), sorted(asked.facts()))));
            for (DmnFile.Input input : dmn.inputs()) {
                codes(path, input, set);
            }
            List<String> outputs = dmn.outputs().stream().map(DmnFile.Output::name).toList();
            if (!outputs.equals(List.of("outcome", "reason", "citation"))) {
                faults.add(Fault.at(path, dmn.outputs().isEmpty() ? dmn.line() : dmn.outputs().get(0).line(), "results"));
                return;
            }
            for (DmnFile.Row row : dmn.rows()) {
                if (row.description() == null || row.description().isBlank()) {
                    faults.add(Fault.at(path, row.line(), "row.words", row.number()));
                }
                List<Object> results = new ArrayList<>();
                for (DmnFile.Entry entry : row.results()) {
                    try {
                        results.add(Objects.requireNonNullElse(Cell.literal(entry.text()), ""));
                    } catch (IllegalArgumentException wrong) {
                        faults.add(Fault.at(path, entry.line(), "row.result", row.number(), entry.text()));
                        results.add(null);
                    }
                }
                if (results.size() < 3) {
                    continue;
                }
                if (asked != null && results.get(0) != null && !asked.outcomes().contains(results.get(0))) {
                    faults.add(Fault.at(path, row.results().get(0).line(), "row.outcome", row.number(), results.get(0), sorted(asked.outcomes())));
                }
                if (results.get(1) != null && !results.get(1).toString().matches("[A-Z][A-Z0-9_]*")) {
                    faults.add(Fault.at(path, row.results().get(1).line(), "row.reason", row.number()));
                }
                if (results.get(2) != null && !set.citations().containsKey(results.get(2))) {
                    faults.add(Fault.at(path, row.results().get(2).line(), "row.citation", row.number(), results.get(2)));
                }
            }
        }

        /** A fact whose values are the codes of a catalogue knows no others; one that anybody may give for a case knows them all. */
        private void codes(String path, DmnFile.Input input, RuleSet set) {
            String name = KnownKeys.CODES_OF_FACT.get(input.fact());
            List<Item> items = set.catalogues().get(name == null ? "" : name);
            if (items == null) {
                return;
            }
            List<String> codes = items.stream().map(Item::code).toList();
            input.allowed().stream().filter(v -> v != null && !v.equals("NONE") && !codes.contains(v)).forEach(v -> faults.add(Fault.at(path, input.line(),
                    "fact.code", input.fact(), v, name)));
            codes.stream().filter(c -> !input.allowed().contains(c)).forEach(c -> faults.add(Fault.at(path, input.line(),
                    "fact.codeUnanswered", input.fact(), c, name)));
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
                fault(folder, one.line("values/" + key), "value.table", key, edge, dmn.id());
            }
        }
    }
}
