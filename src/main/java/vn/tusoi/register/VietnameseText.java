package vn.tusoi.register;

import java.text.Collator;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** How Vietnamese names are stored, searched and sorted. */
public final class VietnameseText {

    private static final ThreadLocal<Collator> COLLATOR = ThreadLocal.withInitial(() -> {
        Collator collator = Collator.getInstance(Locale.forLanguageTag("vi"));
        collator.setStrength(Collator.TERTIARY);
        return collator;
    });

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u2000-\\u200b\\u202f\\u3000]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private VietnameseText() { }

    /** Composed (NFC), white space of any kind folded to single spaces, trimmed. */
    public static String clean(String text) {
        return SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ").strip();
    }

    /** Lower case and without diacritics: {@code Nông Văn Bình} becomes {@code nong van binh}. */
    public static String searchable(String text) {
        return MARKS.matcher(Normalizer.normalize(clean(text), Normalizer.Form.NFD)).replaceAll("")
                .replace('đ', 'd').replace('Đ', 'D').toLowerCase(Locale.ROOT);
    }

    /**
     * A key whose plain order is the Vietnamese one: given name first, then family and middle name, word by word
     * ({@code Hà} before {@code Hải}, whatever the family name).
     */
    public static String sortKey(String fullName) {
        String name = clean(fullName).toLowerCase(Locale.ROOT);
        int cut = name.lastIndexOf(' ');
        String turned = cut < 0 ? name : name.substring(cut + 1) + " " + name.substring(0, cut);
        StringBuilder key = new StringBuilder();
        for (String word : turned.split(" ")) {
            // the collator passes over spaces, so each word gets its own key, ended by what is less than any letter
            key.append(HexFormat.of().formatHex(COLLATOR.get().getCollationKey(word).toByteArray())).append("0000");
        }
        return key.length() > 600 ? key.substring(0, 600) : key.toString();
    }
}
