package vn.tusoi.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Public keys as files. */
public final class Keys {

    private Keys() { }

    /**
     * Reads a public key from a PEM file, as they lie in the folder of keys.
     *
     * @return X.509 in base64
     * @throws IOException where the file cannot be read or holds no key
     */
    public static String read(Path file) throws IOException {
        try {
            return KeyRing.read(Files.readString(file));
        } catch (IllegalArgumentException wrong) {
            throw new IOException(file + " holds no public key", wrong);
        }
    }
}
