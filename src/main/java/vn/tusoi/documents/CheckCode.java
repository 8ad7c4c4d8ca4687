package vn.tusoi.documents;

import java.security.SecureRandom;
import java.util.Locale;

/** The code on a paper: twelve signs that nobody mixes up (no I, L, O, U), drawn at random: it says nothing about anybody and cannot be guessed. */
final class CheckCode {

    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private CheckCode() { }

    static String fresh() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return code.toString();
    }

    /** In fours, as it is printed. */
    static String grouped(String code) {
        return code.replaceAll("(.{4})(?=.)", "$1-");
    }

    /** What somebody typed or scanned, without dashes and blanks, look-alikes put right; null where it cannot be a code. */
    static String read(String typed) {
        String code = typed == null ? "" : typed.toUpperCase(Locale.ROOT).replaceAll("[\\s–—-]", "").replace('O', '0').replace('I', '1').replace('L', '1');
        return code.length() == LENGTH && code.chars().allMatch(c -> SIGNS.indexOf(c) >= 0) ? code : null;
    }
}
