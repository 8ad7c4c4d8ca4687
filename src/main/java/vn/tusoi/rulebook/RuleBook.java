package vn.tusoi.rulebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
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

    /** Largest file of a set, in bytes. */
    public static final int LARGEST_FILE = RuleBookCheck.LARGEST;

    private final RuleFiles shipped;
    private final RuleShelf shelf;
    private final RuleBookCheck check;
    private final ThreadLocal<Proposal> trial = new ThreadLocal<>();
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
        RuleBookCheck.Report report = check.serve(files);
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
        Proposal tried = trial.get();
        if (tried != null && tried.set().code().equals(code)) {
            return tried.set();
        }
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
        Proposal tried = trial.get();
        DecisionTables.Table open = tried != null && tried.set().code().equals(ruleSet) ? tried.tables().get(table) : known.tables().get(ruleSet).get(table);
        if (open == null) {
            throw new IllegalArgumentException("rule set " + ruleSet + " has no table " + table);
        }
        return open;
    }

    /** The files of a set, as they were read: {@code rule-set.yaml} and the decision tables. @throws IllegalArgumentException where no set has the code */
    public Map<String, byte[]> files(String code) {
        get(code);
        return new TreeMap<>(known.files().folders().get(code));
    }

    /** Checks files that somebody proposes as a set, together with all sets there are. Nothing is changed. */
    public Proposal propose(String code, Map<String, byte[]> files) {
        RuleFiles all = current().files();
        if (all.folders().containsKey(code)) {
            List<Fault> faults = new ArrayList<>();
            faults.add(Fault.at(code + "/" + RuleSetFile.NAME, 0, "twice", code, all.path(code)));
            RuleSetFile.Read alone = RuleSetFile.read(code + "/" + RuleSetFile.NAME, code, files.get(RuleSetFile.NAME), faults);
            return Proposal.of(code, alone, Map.of(), faults);
        }
        RuleBookCheck.Report report = check.check(all.and(new RuleFiles("", Map.of(code, files))));
        return Proposal.of(code, report.read().get(code), report.tables().getOrDefault(code, Map.of()), report.faults());
    }

    /**
     * Why a file is no decision table that any set could hold: too large, another dialect, code, not readable. Empty where it is one, right or wrong.
     *
     * @param file as it is named in the faults
     */
    public List<Fault> refuse(String file, String table, byte[] content) {
        return content.length > LARGEST_FILE ? List.of(Fault.at(file, 0, "large", LARGEST_FILE)) : check.refuse(table, content).stream().map(f -> f.in(file)).toList();
    }

    /**
     * Does something while this thread's rule book also serves a proposed set, so that every desk can be asked what would come out under it.
     *
     * @throws IllegalArgumentException where the proposal cannot be made out
     */
    public <T> T trying(Proposal proposal, Supplier<T> work) {
        if (proposal.set() == null) {
            throw new IllegalArgumentException("rule set " + proposal.code() + " cannot be made out");
        }
        trial.set(proposal);
        try {
            return work.get();
        } finally {
            trial.remove();
        }
    }

    /**
     * Puts a set into force: from the moment that the transaction commits, every node serves it.
     *
     * @param draft number of the draft that it was
     * @throws FaultyRules where it does not check together with all others
     */
    public RuleSet putIntoForce(String code, Map<String, byte[]> files, long draft) {
        Proposal proposal = propose(code, files);
        if (!proposal.faultless()) {
            throw new FaultyRules(proposal.faults().stream().map(Proposal.Located::fault).toList());
        }
        shelf.add(proposal.set(), files, draft);
        return proposal.set();
    }

    /** Number of the draft that a set was before it was put into force; empty for a set that ships. */
    public OptionalLong draftOf(String code) {
        return shelf == null ? OptionalLong.empty() : shelf.draftOf(code);
    }
}
