package vn.tusoi.rulebook;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * All rule sets, by code: those that ship and those that were put into force since; none is served where one does not check. A round pins
 * one; its cases ask that one to their end.
 *
 * <p>A set once known is never read again, since it never changes: deciding asks no database. Where a code is not known, or where all sets
 * or the one in force are asked for, the number of sets in the database is compared with the number known, so that several nodes agree.
 */
@Component
public class RuleBook {

    private final RuleFiles shipped;
    private final RuleShelf shelf;
    private final RuleBookCheck check;
    private volatile Known known;

    @Autowired
    RuleBook(RuleBookCheck check, RuleShelf shelf) {
        this(check, RuleFiles.shipped(), shelf);
    }

    /** The sets that ship only. */
    RuleBook(RuleBookCheck check) {
        this(check, RuleFiles.shipped());
    }

    /** The sets of these files only. */
    RuleBook(RuleBookCheck check, RuleFiles files) {
        this(check, files, null);
    }

    private RuleBook(RuleBookCheck check, RuleFiles files, RuleShelf shelf) {
        this.check = check;
        this.shipped = files;
        this.shelf = shelf;
        this.known = read(shelf == null ? 0 : shelf.version());
    }

    /** @param version how many sets the database held when these were read */
    private record Known(long version, RuleFiles files, Map<String, RuleSet> sets, Map<String, Map<String, DecisionTables.Table>> tables) { }

    private Known read(long version) {
        RuleFiles files = shelf == null ? shipped : shipped.and(shelf.files());
        RuleBookCheck.Report report = check.check(files);
        if (!report.faultless()) {
            throw new FaultyRules(report.faults());
        }
        return new Known(version, files, new TreeMap<>(report.sets()), report.tables());
    }

    /** What is known, after a look whether the database holds more. */
    private Known current() {
        Known now = known;
        if (shelf == null || shelf.writing() || shelf.version() == now.version()) {
            return now;
        }
        synchronized (this) {
            long version = shelf.version();
            if (known.version() != version) {
                known = read(version);
            }
            return known;
        }
    }

    /** @throws IllegalArgumentException where no set has the code */
    public RuleSet get(String code) {
        RuleSet set = code == null ? null : known.sets().get(code);
        if (set == null && code != null) {
            set = current().sets().get(code);
        }
        if (set == null) {
            throw new IllegalArgumentException("unknown rule set " + code);
        }
        return set;
    }

    /** Newest first. */
    public List<RuleSet> all() {
        return current().sets().values().stream().sorted(Comparator.comparing(RuleSet::from).reversed()).toList();
    }

    /** The set in force on a day. @throws IllegalArgumentException where there is none */
    public RuleSet inForce(LocalDate day) {
        return all().stream().filter(s -> !day.isBefore(s.from()) && (s.to() == null || !day.isAfter(s.to()))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule set in force on " + day));
    }

    /** Asks a decision table of a set. Its outputs are {@code outcome}, {@code reason} (a message key) and {@code citation}. */
    public Verdict decide(String ruleSet, String table, Map<String, Object> facts) {
        return Verdict.of(ruleSet, table, table(ruleSet, table).decide(facts), facts);
    }

    public DecisionTables.Sheet sheet(String ruleSet, String table) {
        return table(ruleSet, table).sheet();
    }

    private DecisionTables.Table table(String ruleSet, String table) {
        get(ruleSet);
        DecisionTables.Table open = known.tables().get(ruleSet).get(table);
        if (open == null) {
            throw new IllegalArgumentException("rule set " + ruleSet + " has no table " + table);
        }
        return open;
    }

    /** The files of all sets, as they were read. */
    RuleFiles files() {
        return current().files();
    }
}
