package vn.tusoi.worklist;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** Text as it is kept: composed, plain line breaks, without the invisible signs and the markup that word processors paste along. */
public final class PlainText {

    /** Nobody writes this by hand; where it is found, the text came out of a word processor with its markup. */
    private static final Pattern PROCESSOR = Pattern.compile("(?i)mso[-A-Z]|</?[owvm]:[a-z]|<!--\\[if");
    private static final Pattern UNSEEN = Pattern.compile("(?is)<!--.*?-->|<style\\b.*?</style>|<xml\\b.*?</xml>|<head\\b.*?</head>"
            + "|Normal 0 [\\w\\s-]{0,200}?(MicrosoftInternetExplorer4)?\\s*/\\* Style Definitions \\*/(\\s*[\\w.@, :-]*\\{[^}]{0,5000}\\})*");
    private static final Pattern LINES = Pattern.compile("(?i)\\s*(<br\\s*/?>|</(p|div|li|tr|h[1-6])>)\\s*");
    private static final Pattern TAGS = Pattern.compile("(?is)</?(?:[owvm]:[a-z]+|html|body|meta|link|p|div|span|font|b|i|u|strong|em|sub|sup|a|ul|ol|li|table|tbody|thead|tr|td|th|h[1-6]|br)\\b[^>]*>");

    private static final Pattern BULLETS = Pattern.compile("[\\uf0a7\\uf0b7\\uf0d8]\\s*");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\u200b-\\u200f\\u202a-\\u202e\\u2060\\ufeff\\u00ad&&[^\\n\\t]]");
    private static final Pattern TRAILING = Pattern.compile("[ \\t]+\\n");
    private static final Pattern GAPS = Pattern.compile("\\n{3,}");
    private static final Pattern WHITE = Pattern.compile("\\s+");

    private PlainText() { }

    /** Empty for null. Line breaks and paragraphs stay. */
    public static String tidy(String typed) {
        if (typed == null) {
            return "";
        }
        String text = PROCESSOR.matcher(typed).find() ? withoutMarkup(typed) : typed;
        text = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace("\r\n", "\n").replace('\r', '\n').replace('\u00a0', ' ').replace('\u2028', '\n').replace('\u2029', '\n');
        text = INVISIBLE.matcher(BULLETS.matcher(text).replaceAll("- ")).replaceAll("");
        return GAPS.matcher(TRAILING.matcher(text).replaceAll("\n")).replaceAll("\n\n").strip();
    }

    private static String withoutMarkup(String typed) {
        String text = LINES.matcher(UNSEEN.matcher(typed).replaceAll("")).replaceAll("\n");
        return HtmlUtils.htmlUnescape(TAGS.matcher(text).replaceAll(""));
    }

    /** One line: as {@link #tidy}, with white space folded. */
    public static String line(String typed) {
        return WHITE.matcher(tidy(typed)).replaceAll(" ");
    }
}
