package vn.tusoi.review;

import java.text.Normalizer;

/** Text as it is kept: composed, plain line breaks, without the invisible signs that word processors paste. */
public final class PlainText {

    private PlainText() { }

    /** Empty for null. Line breaks and paragraphs stay. */
    public static String tidy(String typed) {
        if (typed == null) {
            return "";
        }
        return Normalizer.normalize(typed, Normalizer.Form.NFC)
                .replace("\r\n", "\n").replace('\r', '\n')
                .replace('\u00a0', ' ').replace('\u2028', '\n').replace('\u2029', '\n')
                .replaceAll("[\\p{Cntrl}\\u200b-\\u200f\\u202a-\\u202e\\u2060\\ufeff\\u00ad&&[^\\n\\t]]", "")
                .replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n").strip();
    }

    /** One line: as {@link #tidy}, with white space folded. */
    public static String line(String typed) {
        return tidy(typed).replaceAll("\\s+", " ");
    }
}
