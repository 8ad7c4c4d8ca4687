package vn.tusoi.review;

import java.util.List;

/**
 * What this one self-review must answer, beyond what its form asks of everybody.
 *
 * @param commitments of earlier reviews that are still open
 * @param matters     that the superior raised
 */
public record Asked(List<Commitment> commitments, List<Matter> matters) {

    public static final Asked NOTHING = new Asked(List.of(), List.of());
}
