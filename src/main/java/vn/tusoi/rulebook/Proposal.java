package vn.tusoi.rulebook;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files that somebody proposes as a rule set, and what is wrong with them.
 *
 * @param set    null where it cannot be made out
 * @param tables its decision tables by name; only those without faults
 */
public record Proposal(String code, RuleSet set, List<Located> faults, Map<String, DecisionTables.Table> tables) {

    /**
     * A fault and the part that it is about.
     *
     * @param part {@code values/cap.percent}, {@code catalogues/acts/PH01}, {@code citations/QD144}, {@code tables/rating}, {@code from}, or {@code file}
     */
    public record Located(Fault fault, String part) {

        public boolean isIn(String whole) {
            return part.equals(whole) || part.startsWith(whole + "/");
        }
    }

    /** The set with those of its tables that can be read; empty where it cannot be made out at all. */
    public Optional<RuleSet> readable() {
        return Optional.ofNullable(set).map(s -> s.with(s.tables().stream().filter(tables::containsKey).toList()));
    }

    public boolean faultless() {
        return faults.isEmpty();
    }

    /** What is wrong within a part. */
    public List<Located> in(String part) {
        return faults.stream().filter(f -> f.isIn(part)).toList();
    }

    static Proposal of(String code, RuleSetFile.Read read, Map<String, DecisionTables.Table> tables, List<Fault> faults) {
        return new Proposal(code, read == null ? null : read.set(), faults.stream().map(f -> new Located(f, part(code, read, f))).toList(), tables);
    }

    private static String part(String code, RuleSetFile.Read read, Fault fault) {
        if (!fault.file().startsWith(code + "/")) {
            return "from"; // another set's period no longer fits: it is this one's begin that disturbs it
        }
        String file = fault.file().substring(code.length() + 1);
        if (file.endsWith(".dmn")) {
            return "tables/" + file.substring(0, file.length() - 4);
        }
        if (fault.key().equals("rules.fault.value.missing")) {
            return "values/" + fault.args().get(0);
        }
        return fault.key().equals("rules.fault.twice") ? "code" : read == null || fault.line() == 0 ? "file" : read.part(fault.line());
    }
}
