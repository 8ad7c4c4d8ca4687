package vn.tusoi.ballots;

import java.time.Instant;

/**
 * One step of a list's procedure: a conference with a secret ballot.
 *
 * @param lastStep  whether its result is the list's
 * @param sittingNo how often it was convened: without a quorum it is convened again under the same code
 * @param issued    papers handed out, null until they are
 * @param countNo   which count is being made; differing counts are both made again
 * @param base      number of which the majority is taken, null until the result stands
 * @param fellBack  nobody passed, the highest go forward
 */
public record Conference(String code, String list, String round, String unit, String title, String ruleSet, String variant, String targetPost, int stepNo, String stepCode,
                         boolean lastStep, State state, int sittingNo, Integer printed, Integer issued, int countNo, String baseKind, Integer base,
                         Integer needed, Boolean fellBack, String minutesNo, String minutesNote, Instant signedAt, String signedName) {

    public enum State { OPENED, CONVENED, QUORATE, PRINTED, COUNTED, DECIDED, SIGNED }

    public boolean decided() {
        return state == State.DECIDED || state == State.SIGNED;
    }

    public boolean signed() {
        return state == State.SIGNED;
    }
}
