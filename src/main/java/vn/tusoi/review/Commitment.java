package vn.tusoi.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A commitment of a sealed self-review, and what its member has said of it since.
 *
 * @param no      from 1, in the order of the sealed text
 * @param reports oldest first
 */
public record Commitment(String caseCode, int version, int no, String member, int year, String text, LocalDate until, List<Report> reports) {

    /** @param reviewCase the case in whose self-review it was said, null for a report of its own */
    public record Report(int no, CommitmentState state, String text, String reviewCase, Instant at, String byName) { }

    /** As it was before the self-review of that case said anything of it. */
    Commitment before(String reviewCase) {
        return new Commitment(caseCode, version, no, member, year, text, until, reports.stream().filter(r -> !reviewCase.equals(r.reviewCase())).toList());
    }

    /** What was said last, null where nothing was. */
    public CommitmentState state() {
        return reports.isEmpty() ? null : reports.get(reports.size() - 1).state();
    }

    public boolean open() {
        return state() == null || state().open();
    }

    public boolean overdue(LocalDate today) {
        return open() && until.isBefore(today);
    }

    /** Its name in a form: letters, digits and low lines. */
    public String key() {
        return (caseCode + "_" + version + "_" + no).replaceAll("[^A-Za-z0-9]", "_");
    }
}
