package vn.tusoi.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The keys that sign checkpoints: files of their own, outside the database, readable by the program's user only. */
@Component
class KeyRing {

    private static final String ALGORITHM = "Ed25519";
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path folder;

    KeyRing(@Value("${tusoi.keys-dir:${tusoi.data-dir}/keys}") String folder) {
        this.folder = Path.of(folder);
    }

    /** @param key X.509, base64 */
    static String id(String key) {
        return Canonical.digest("tusoi/key/1", key).substring(0, 16);
    }

    /** Makes a key and keeps it; returns its public half, X.509 in base64. */
    String make() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            String open = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
            Files.createDirectories(folder);
            restrict(folder, "rwx------");
            Path secret = folder.resolve(id(open) + ".key");
            Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rw-------");
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.createFile(secret, PosixFilePermissions.asFileAttribute(mine));
            }
            Files.writeString(secret, pem("PRIVATE KEY", pair.getPrivate().getEncoded()), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Files.writeString(folder.resolve(id(open) + ".pub"), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            return open;
        } catch (IOException wrong) {
            throw new UncheckedIOException("the folder of keys cannot be written: " + folder, wrong);
        } catch (GeneralSecurityException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + PEM.encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    /** Whether this machine can sign with the key. */
    boolean holds(String id) {
        return Files.isReadable(folder.resolve(id + ".key"));
    }

    Path folder() {
        return folder;
    }

    /** Signature in base64. */
    String sign(String id, String text) {
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(bytes(Files.readString(folder.resolve(id + ".key")))));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (IOException wrong) {
            throw new UncheckedIOException("the key " + id + " cannot be read", wrong);
        } catch (GeneralSecurityException wrong) {
            throw new IllegalStateException("the key " + id + " cannot sign", wrong);
        }
    }

    /** @param key X.509, base64 */
    static boolean verifies(String key, String text, String signature) {
        if (key == null || signature == null) {
            return false;
        }
        try {
            PublicKey open = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(open);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            return false;
        }
    }

    /** The key in a PEM file, X.509 in base64. */
    static String read(String pem) {
        return Base64.getEncoder().encodeToString(bytes(pem));
    }

    private static byte[] bytes(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    /** What the key before says of a new one. */
    static String handover(String id, String key, String madeAt, String before) {
        StringBuilder out = new StringBuilder(240).append("tusoi/handover/1\n{");
        boolean more = Canonical.member(out, false, "key", id);
        more = Canonical.member(out, more, "madeAt", madeAt);
        more = Canonical.member(out, more, "prev", before);
        Canonical.member(out, more, "publicKey", key);
        return out.append('}').toString();
    }
}
