package vn.tusoi.inspection;

import java.time.Instant;
import java.util.List;

/**
 * One check of a case: what was asked, found, explained and concluded.
 *
 * @param drafted      whether findings (or that there are none) were sent; {@code findings} are those of the last draft
 * @param conclusions  newest first; the newest may still be open
 * @param answers      to the items of the list, in its order; empty before the draft
 */
public record Inspection(String caseCode, int no, Instant openedAt, Instant opinionsDue, boolean drafted, Instant draftedAt, String draftedName,
                         Instant explainUntil, List<Opinion> opinions, List<Finding> findings, List<Conclusion> conclusions, List<Overdue> overdue,
                         List<CheckList.Answer> answers) {

    /** How the lead inspector dealt with bodies that did not answer in time. */
    public record Overdue(String decision, java.time.LocalDate again, String reason, Instant at, String byName) { }

    public long answered() {
        return opinions.stream().filter(o -> o.state() == Opinion.State.ANSWERED).count();
    }

    public List<Opinion> open() {
        return opinions.stream().filter(o -> o.state() == Opinion.State.OPEN).toList();
    }

    public int unanswered() {
        return (int) opinions.stream().filter(o -> o.state() == Opinion.State.UNANSWERED).count();
    }

    public int adverse() {
        return (int) opinions.stream().filter(Opinion::adverse).count();
    }

    public int serious() {
        return (int) findings.stream().filter(Finding::serious).count();
    }

    /** The proposal that waits for a conclusion, or the last one made; null before there is one. */
    public Conclusion conclusion() {
        return conclusions.isEmpty() ? null : conclusions.get(0);
    }

    /** The note to be read at the conference, null where there is none. */
    public String note() {
        return conclusion() == null || conclusion().kind() != Conclusion.Kind.CLEAR_NOTE ? null : conclusion().note();
    }

    public boolean inTime() {
        return findings.stream().filter(f -> f.answer() != Finding.Answer.SILENT).allMatch(f -> f.answeredAt() == null || !f.answeredAt().isAfter(explainUntil));
    }
}
