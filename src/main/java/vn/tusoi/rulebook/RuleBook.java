package vn.tusoi.rulebook;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** All rule sets, by code; none is served where one does not check. A round pins one; its cases ask that one to their end. */
@Component
public class RuleBook {

    private final Map<String, RuleSet> sets;
    private final RuleFiles files;
    private final DecisionTables tables;

    @Autowired
    RuleBook(DecisionTables tables, RuleBookCheck check) {
        this(tables, check, RuleFiles.shipped());
    }

    RuleBook(DecisionTables tables, RuleBookCheck check, RuleFiles files) {
        RuleBookCheck.Report report = check.check(files);
        if (!report.faultless()) {
            throw new FaultyRules(report.faults());
        }
        this.sets = new TreeMap<>(report.sets());
        this.files = files;
        this.tables = tables;
    }

    /** @throws IllegalArgumentException where no set has the code */
    public RuleSet get(String code) {
        RuleSet set = sets.get(code);
        if (set == null) {
            throw new IllegalArgumentException("unknown rule set " + code);
        }
        return set;
    }

    /** Newest first. */
    public List<RuleSet> all() {
        return sets.values().stream().sorted(Comparator.comparing(RuleSet::from).reversed()).toList();
    }

    /** The set in force on a day. @throws IllegalArgumentException where there is none */
    public RuleSet inForce(LocalDate day) {
        return all().stream().filter(s -> !day.isBefore(s.from()) && (s.to() == null || !day.isAfter(s.to()))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule set in force on " + day));
    }

    /** Asks a decision table of a set. Its outputs are {@code outcome}, {@code reason} (a message key) and {@code citation}. */
    public Verdict decide(String ruleSet, String table, Map<String, Object> facts) {
        DecisionTables.Row row = tables.decide(resource(ruleSet, table), table, facts);
        return new Verdict(ruleSet, table, row.number(), (String) row.outputs().get("outcome"), (String) row.outputs().get("reason"),
                (String) row.outputs().get("citation"), facts);
    }

    public DecisionTables.Sheet sheet(String ruleSet, String table) {
        return tables.read(resource(ruleSet, table), table);
    }

    private String resource(String ruleSet, String table) {
        if (!get(ruleSet).tables().contains(table)) {
            throw new IllegalArgumentException("rule set " + ruleSet + " has no table " + table);
        }
        return files.resource(ruleSet, table);
    }
}
