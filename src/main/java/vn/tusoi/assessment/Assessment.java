package vn.tusoi.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What the cell and the grassroots committee made of a case so far; parts that are not there yet are null.
 *
 * @param meetings  all meetings called, newest first
 * @param decisions all decisions and returns, newest first
 */
public record Assessment(String caseCode, List<Meeting> meetings, Residence residence, List<Decision> decisions) {

    public enum MeetingState { PLANNED, HELD, NO_QUORUM }

    /** Asked as the yearly duty, asked because this personnel process needs it, or not asked. */
    public enum ResidenceDuty {
        REQUIRED, ON_DEMAND, EXEMPT;

        public boolean asked() {
            return this != EXEMPT;
        }
    }

    public enum Outcome { DECIDED, RETURN_CELL, RETURN_SELF_REVIEW }

    public enum AnswerKind { ACKNOWLEDGED, DISSENTED, SILENT }

    /**
     * @param needed        fewest who had to be present; {@code votes} null until the meeting was held
     * @param majority      null where none was asked for
     * @param roll          everybody of the cell by name; empty where names were not taken one by one
     * @param secondCounter who counted the slips again, unseen by the first
     */
    public record Meeting(int no, MeetingState state, LocalDate plannedOn, String plannedAt, String place, String agenda, ResidenceDuty residence,
                          String residenceReason, LocalDate heldOn, String chair, Integer summoned, Integer present, Integer excused, RollCall roll, String absentees, Integer needed,
                          String answer, Votes votes, Level proposed, boolean tied, Majority.Standing majority, List<Remark> remarks, String recordedName,
                          String secondCounter) {

        /** Whether the level that is proposed has a majority; true where the rule set asks for none. */
        public boolean carried() {
            return majority == null || majority.reachedBy(votes.of(proposed));
        }


        public Integer absent() {
            return summoned == null ? null : summoned - present - excused;
        }
    }

    public record Remark(String speaker, String text) { }

    public record Residence(String cell, String signedBy, LocalDate signedOn, String opinion, Instant recordedAt, String recordedName) { }

    /**
     * @param flags what the rules raised against the level
     * @param cap   figures of the cap at that moment, null where nothing was rated XS
     * @param until last moment for the member's answer
     */
    public record Decision(int no, Outcome outcome, Level level, String reason, List<String> flags, String flagReason, Integer points,
                           ExcellentCap.Standing cap, Instant until, Instant decidedAt, String decidedName, boolean current, Answer answer) { }

    public record Answer(AnswerKind kind, String text, Instant at) { }

    /** The meeting that is prepared or was held last. */
    public Meeting meeting() {
        return meetings.isEmpty() ? null : meetings.get(0);
    }

    /** The last meeting that was held with a quorum. */
    public Meeting held() {
        return meetings.stream().filter(m -> m.state() == MeetingState.HELD).findFirst().orElse(null);
    }

    /** The rating that stands, null before and after a return. */
    public Decision decision() {
        return decisions.stream().filter(d -> d.current() && d.outcome() == Outcome.DECIDED).findFirst().orElse(null);
    }

    /** The level that stands, null where there is none. */
    public Level level() {
        Decision decision = decision();
        return decision == null ? null : decision.level();
    }

    /** The last return, if nothing was decided since. */
    public Decision returned() {
        return !decisions.isEmpty() && decisions.get(0).outcome() != Outcome.DECIDED ? decisions.get(0) : null;
    }
}
