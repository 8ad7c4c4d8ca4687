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
import vn.tusoi.access.Office;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.collective.CollectiveDesk;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.rounds.Rounds;

/** Who prints what. A paper of a case is printed by whoever may read the whole case; that reading is recorded as every other is. */
@Component
public class PaperDesk {

    static final Set<PaperKind> OF_CASE = EnumSet.of(PaperKind.SELF_REVIEW, PaperKind.RATING_SLIP, PaperKind.RATING_TALLY, PaperKind.CELL_MINUTES,
            PaperKind.RATING_DECISION);

    static final Set<PaperKind> OF_CONFERENCE = EnumSet.of(PaperKind.BALLOT_PAPER, PaperKind.BALLOT_MINUTES);

    static final Set<PaperKind> OF_CELL = EnumSet.of(PaperKind.CELL_SLIP, PaperKind.CELL_TALLY, PaperKind.CELL_MEETING);

    static final Set<PaperKind> OF_COLLECTIVE = EnumSet.of(PaperKind.COLLECTIVE_REPORT, PaperKind.COLLECTIVE_MINUTES, PaperKind.COLLECTIVE_DECISION);

    private final CaseReading reading;
    private final CollectiveDesk collectives;
    private final ConferenceDesk conferences;
    private final RatingReaders ratings;
    private final ProposalPapers proposals;
    private final Units units;
    private final Rounds rounds;
    private final Papers papers;

    PaperDesk(CaseReading reading, CollectiveDesk collectives, ConferenceDesk conferences, RatingReaders ratings, ProposalPapers proposals, Units units, Rounds rounds, Papers papers) {
        this.reading = reading;
        this.collectives = collectives;
        this.conferences = conferences;
        this.ratings = ratings;
        this.proposals = proposals;
        this.units = units;
        this.rounds = rounds;
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

    /** Prints a paper of a conference, for those who may read it. @throws Denied as {@link ConferenceDesk#read}, Hidden also where nothing is there to print */
    @Transactional
    public Papers.Printed printOfConference(Actor actor, String code, PaperKind kind) {
        conferences.read(actor, code);
        return OF_CONFERENCE.contains(kind) ? there(papers.print(actor, null, kind, code, 0), code) : nothing(code);
    }

    /** Prints a paper of a body's review, for those who may read it. @throws Denied as {@link CollectiveDesk#read}, Hidden also where nothing is there to print */
    @Transactional
    public Papers.Printed printOfCollective(Actor actor, String code, PaperKind kind) {
        collectives.read(actor, code);
        return OF_COLLECTIVE.contains(kind) ? there(papers.print(actor, null, kind, code, 0), code) : nothing(code);
    }

    /** Kinds that can be printed of a body's review now; for its readers. */
    public List<PaperKind> ofCollective(String code) {
        return OF_COLLECTIVE.stream().filter(kind -> papers.find(kind, code, 0).isPresent()).toList();
    }

    /** Prints a paper of a whole meeting of a cell. @param day of the meeting as 20301215, 0 for the last @throws Denied as {@link #proposals} */
    @Transactional
    public Papers.Printed printOfCell(Actor actor, String round, String cell, PaperKind kind, int day) {
        Office office = proposalsOffice(actor, round, cell);
        return OF_CELL.contains(kind) ? there(papers.print(actor, office, kind, round + "/" + cell, day), round) : nothing(round);
    }

    /** Kinds that can be printed of a cell's last meeting now; empty for those who may not. */
    public List<PaperKind> ofCell(Actor actor, String round, String cell) {
        return allowed(() -> proposalsOffice(actor, round, cell)) ? OF_CELL.stream().filter(kind -> papers.find(kind, round + "/" + cell, 0).isPresent()).toList() : List.of();
    }

    /** Whether this person may have what a cell proposes, and there is something. */
    public boolean offersProposals(Actor actor, String round, String cell) {
        return allowed(() -> proposalsOffice(actor, round, cell)) && !proposals.rows(round, cell).isEmpty();
    }

    /** Prints what the cells of a commune, or one cell, propose in a round. @throws Denied as {@link #proposals} */
    @Transactional
    public Papers.Printed printProposals(Actor actor, String round, String unit) {
        return there(papers.print(actor, proposalsOffice(actor, round, unit), PaperKind.RATING_PROPOSALS, round + "/" + unit, 0), round);
    }

    /**
     * What the cells of a commune propose in a round, person by person.
     *
     * @throws Denied.Hidden    for another unit's people, and where there is no such round or unit
     * @throws Denied.Forbidden for the unit's without the committee's, the board's or the auditor's office
     */
    @Transactional(readOnly = true)
    public List<Proposal> proposals(Actor actor, String round, String unit) {
        proposalsOffice(actor, round, unit);
        return proposals.rows(round, unit);
    }

    private Office proposalsOffice(Actor actor, String round, String unit) {
        Unit commune = units.find(unit).orElseThrow(() -> new Denied.Hidden(unit));
        Office office = ratings.check(actor, commune, unit);
        if (rounds.find(round).isEmpty()) {
            throw new Denied.Hidden(round);
        }
        return office;
    }

    /** Where this person could open what a paper was printed of, null where that is not theirs; nothing is read by asking. */
    @Transactional(readOnly = true)
    public String address(Actor actor, Papers.Checked paper) {
        String slug = paper.kind().slug();
        return switch (paper.subjectKind()) {
            case "CASE" -> reading.wouldReadWhole(actor, paper.subject()) ? "/cases/" + paper.subject() + "/papers/" + slug + ".pdf?part=" + paper.part() : null;
            case "CONFERENCE" -> allowed(() -> conferences.read(actor, paper.subject())) ? "/conferences/" + paper.subject() + "/papers/" + slug + ".pdf" : null;
            case "COLLECTIVE" -> allowed(() -> collectives.read(actor, paper.subject())) ? "/collectives/" + paper.subject() + "/papers/" + slug + ".pdf" : null;
            default -> OF_CELL.contains(paper.kind()) ? allowed(() -> ratings.check(actor, units.get(paper.unit()), paper.unit())) ? "/ratings/" + paper.subject() + "/papers/" + slug + ".pdf?day=" + paper.part()
                    : null : allowed(() -> ratings.check(actor, units.get(paper.unit()), paper.unit())) ? "/ratings/" + paper.subject() + "/proposals.pdf" : null;
        };
    }

    private static boolean allowed(Runnable check) {
        try {
            check.run();
            return true;
        } catch (Denied denied) {
            return false;
        }
    }

    private static Papers.Printed there(Optional<Papers.Printed> printed, String code) {
        return printed.orElseGet(() -> nothing(code));
    }

    private static Papers.Printed nothing(String code) {
        throw new Denied.Hidden(code);
    }
}
