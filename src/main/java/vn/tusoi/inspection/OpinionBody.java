package vn.tusoi.inspection;

import java.util.List;
import vn.tusoi.access.Function;

/** A body asked for its opinion, named like its slot in the diagram and its function. */
public enum OpinionBody {
    INTERNAL_AFFAIRS(OpinionResult.NOTHING, OpinionResult.RESOLVED, OpinionResult.NOT_QUALIFIED, OpinionResult.BEING_HANDLED, OpinionResult.REMEDIED,
            OpinionResult.NOT_REMEDIED),
    ASSET_CONTROL(OpinionResult.ON_TIME, OpinionResult.NOT_OBLIGED, OpinionResult.VERIFIED, OpinionResult.LATE, OpinionResult.ISSUE),
    FATHERLAND_FRONT(OpinionResult.NOTHING, OpinionResult.RESOLVED, OpinionResult.NOT_QUALIFIED, OpinionResult.BEING_HANDLED, OpinionResult.ISSUE);

    private final List<OpinionResult> results;

    OpinionBody(OpinionResult... results) {
        this.results = List.of(results);
    }

    /** What this body may answer. */
    public List<OpinionResult> results() {
        return results;
    }

    public Function function() {
        return Function.valueOf(name());
    }
}
