package vn.tusoi.site.accounts;

import java.security.SecureRandom;
import java.text.Normalizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How passwords are kept and which ones are taken. */
@Configuration
public class Passwords {

    /** A shorter password is refused. */
    public static final int SHORTEST = 10;
    /** A longer one is refused, when it is chosen and when it is tried: hashing must not become work for others' fun. */
    public static final int LONGEST = 200;

    private static final String SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Argon2id. A hash takes 12 MB for a moment: many people signing in at once must not fill a small heap. */
    @Bean
    PasswordEncoder passwordEncoder(@Value("${tusoi.password-memory-kb:12288}") int memory) {
        Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, memory, 3);
        return new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                return argon2.encode(composed(password));
            }

            @Override
            public boolean matches(CharSequence password, String hash) {
                return argon2.matches(composed(password), hash);
            }
        };
    }

    /** Vietnamese letters come composed from one keyboard and decomposed from another; the password is the same. */
    private static String composed(CharSequence password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** A password to be read out once and changed at the first sign-in; no signs that are easily mistaken for others. */
    static String oneTime() {
        return group() + "-" + group() + "-" + group();
    }

    private static String group() {
        StringBuilder group = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            group.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return group.toString();
    }

    /** A long one for the address of a thing that happens once. */
    static String token() {
        return group() + group() + group() + group() + group() + group();
    }
}
