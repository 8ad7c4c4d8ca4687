package vn.tusoi.rulebook;

/**
 * A parameter of a rule set: its value (number or text), the citation's code, and whether it was confirmed or is an assumption.
 *
 * @param checkedBy who or what confirmed it; null where only the set as a whole says so
 */
public record Value(String key, Object value, String citation, boolean confirmed, String checkedBy, String vi, String en) {

    /** A value of which nobody is named who confirmed it. */
    public Value(String key, Object value, String citation, boolean confirmed, String vi, String en) {
        this(key, value, citation, confirmed, null, vi, en);
    }

    public String text(String language) {
        return "en".equals(language) ? en : vi;
    }
}
