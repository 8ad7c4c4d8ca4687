package vn.tusoi.ledger;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Keeps anybody from guessing what stands behind a digest: 128 random bits, known to whoever may read the part they belong to. */
final class Salt {

    private static final ThreadLocal<SecureRandom> RANDOM = ThreadLocal.withInitial(SecureRandom::new);

    private Salt() { }

    static String fresh() {
        byte[] bytes = new byte[16];
        RANDOM.get().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
