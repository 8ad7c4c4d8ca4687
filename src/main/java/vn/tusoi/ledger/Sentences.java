package vn.tusoi.ledger;

import java.util.regex.Pattern;

/** Sentences of acts, where the office or the outcome that they have a place for is not known or not shown. */
public final class Sentences {

    private static final Pattern NOTHING_FIRST = Pattern.compile("^[\\s,;:]+");
    private static final Pattern NOTHING_LAST = Pattern.compile("\\s*[:;,]\\s*(?=\\.$)");

    private Sentences() { }

    /** Without empty brackets, and without the signs that stand before or after what is not there. */
    public static String whole(String sentence) {
        String whole = NOTHING_LAST.matcher(NOTHING_FIRST.matcher(sentence.replace(" ()", "")).replaceFirst("")).replaceFirst("");
        return whole.isEmpty() ? whole : Character.toUpperCase(whole.charAt(0)) + whole.substring(1);
    }
}
