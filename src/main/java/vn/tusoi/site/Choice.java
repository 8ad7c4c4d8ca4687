package vn.tusoi.site;

/**
 * One of several answers, as a form shows it, in the reader's words.
 *
 * @param description what follows from it, '' if nothing needs saying
 * @param tag         short remark at the right ("proposed by the rule"), '' if none
 */
public record Choice(String value, String label, String description, String tag) {

    public static Choice of(Object value, String label) {
        return new Choice(value.toString(), label, "", "");
    }

    public static Choice of(Object value, String label, String description) {
        return new Choice(value.toString(), label, description, "");
    }
}
