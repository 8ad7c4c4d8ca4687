package vn.tusoi.rulebook;

/** A parameter of a rule set: its value (number or text), the citation's code, and whether it was confirmed or is an assumption. */
public record Value(String key, Object value, String citation, boolean confirmed, String vi, String en) {

    public String text(String language) {
        return "en".equals(language) ? en : vi;
    }
}
