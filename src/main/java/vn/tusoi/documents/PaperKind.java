package vn.tusoi.documents;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import vn.tusoi.ledger.ContentKind;

/** What is printed. Each kind has one template and one source of its facts. */
public enum PaperKind {
    /** A sealed self-review in the layout of its form. */
    SELF_REVIEW,
    /** The slip for the cell's secret vote on a level. */
    RATING_SLIP,
    /** The count of that vote. */
    RATING_TALLY,
    /** The minutes of the cell's meeting. */
    CELL_MINUTES,
    /** The committee's decision on a level. */
    RATING_DECISION,
    /** One slip with everybody whom a meeting of the cell reviews; the count of all; the minutes of the whole meeting. */
    CELL_SLIP, CELL_TALLY, CELL_MEETING,
    /** A body's report, the minutes of the meeting that took it, and the decision on its level. */
    COLLECTIVE_REPORT, COLLECTIVE_MINUTES, COLLECTIVE_DECISION,
    /** What the cells of a commune propose in a round, person by person. */
    RATING_PROPOSALS,
    /** The ballot paper of a conference. */
    BALLOT_PAPER,
    /** The minutes of a conference's count. */
    BALLOT_MINUTES;

    /** Name of the style that says what sheet it is printed on; null: A4 upright. */
    String sheet() {
        return switch (this) {
            case RATING_PROPOSALS, CELL_SLIP, CELL_TALLY -> "wide";
            case RATING_SLIP -> "slip";
            default -> null;
        };
    }

    /** Kind of the personal texts that stand on it: when they are deleted it can no longer be compared. Null where there are none. */
    ContentKind content() {
        return switch (this) {
            case SELF_REVIEW -> ContentKind.SELF_REVIEW;
            case RATING_TALLY, CELL_MINUTES, CELL_TALLY, CELL_MEETING -> ContentKind.MEETING;
            case RATING_DECISION -> ContentKind.RATING;
            default -> null;
        };
    }

    /** As it stands in an address, e.g. {@code self-review}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<PaperKind> ofSlug(String slug) {
        return Stream.of(values()).filter(k -> k.slug().equals(slug)).findFirst();
    }
}
