package vn.tusoi.documents;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.cases.CaseReading;

/** Who prints what. A paper of a case is printed by whoever may read the whole case; that reading is recorded as every other is. */
@Component
public class PaperDesk {

    static final Set<PaperKind> OF_CASE = EnumSet.of(PaperKind.SELF_REVIEW, PaperKind.RATING_SLIP, PaperKind.RATING_TALLY, PaperKind.CELL_MINUTES,
            PaperKind.RATING_DECISION);

    private final CaseReading reading;
    private final Papers papers;

    PaperDesk(CaseReading reading, Papers papers) {
        this.reading = reading;
        this.papers = papers;
    }

    /** A paper that can be printed of a subject now. */
    public record Offer(PaperKind kind, int part) { }

    /** What can be printed of a case now; for readers of the whole, whose reading was decided. */
    public List<Offer> ofCase(String caseCode) {
        List<Offer> offers = new ArrayList<>();
        OF_CASE.forEach(kind -> papers.find(kind, caseCode, 0).ifPresent(c -> offers.add(new Offer(kind, c.part()))));
        return offers;
    }

    /**
     * Prints a paper of a case.
     *
     * @param part version, meeting or decision; 0: the newest
     * @throws Denied.Hidden    where the case does not exist for this person, or nothing is there to print
     * @throws Denied.Forbidden where this person does not read the whole case (yet)
     */
    @Transactional
    public Papers.Printed printOfCase(Actor actor, String caseCode, PaperKind kind, int part) {
        CaseReading.Granted granted = reading.read(actor, caseCode);
        if (!granted.whole()) {
            throw new Denied.Forbidden("reading.refused");
        }
        return OF_CASE.contains(kind) ? there(papers.print(actor, granted.by().office(), kind, caseCode, part), caseCode) : nothing(caseCode);
    }

    /** Whether this person could open what a paper was printed of; nothing is read by asking. */
    @Transactional(readOnly = true)
    public boolean mayOpen(Actor actor, Papers.Checked paper) {
        return paper.subjectKind().equals("CASE") && reading.wouldReadWhole(actor, paper.subject());
    }

    private static Papers.Printed there(Optional<Papers.Printed> printed, String code) {
        return printed.orElseGet(() -> nothing(code));
    }

    private static Papers.Printed nothing(String code) {
        throw new Denied.Hidden(code);
    }
}
