package vn.tusoi.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;

/** What was left of checkpoints in second places: lines of the dropped file, of mails, or copied from paper ({@code checkpoint 17 code ABCD-…}). */
public final class Anchored {

    private static final Pattern NUMBER = Pattern.compile("checkpoint\\s+(\\d{1,18})\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern HASH = Pattern.compile("\\bhash\\s+([0-9a-fA-F]{64})\\b");
    private static final Pattern CODE = Pattern.compile("\\bcode\\s+([0-9A-Za-z]{4}(?:-[0-9A-Za-z]{4}){4})\\b");

    /** @param text as it stands there: the digest if there is one, else the short code */
    record Left(String hash, String code) {

        boolean fits(String other) {
            return hash != null ? hash.equals(other) : code.equals(Checkpoint.code(other));
        }

        String text() {
            return hash != null ? hash : code;
        }
    }

    private final Map<Long, Left> left = new HashMap<>();

    private X509CertificateHolder authority;

    public static Anchored none() {
        return new Anchored();
    }

    /** Reads a file line by line; lines that name no checkpoint are passed over. */
    public static Anchored read(Path file) throws IOException {
        Anchored all = new Anchored();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.line(line);
            }
        }
        return all;
    }

    private void line(String line) {
        Matcher number = NUMBER.matcher(line);
        Matcher hash = HASH.matcher(line);
        Matcher code = CODE.matcher(line);
        boolean hashed = hash.find();
        if (number.find() && (hashed || code.find())) {
            // read from paper, O is 0, I and L are 1
            left.put(Long.parseLong(number.group(1)), new Left(hashed ? hash.group(1).toLowerCase(Locale.ROOT) : null,
                    hashed ? null : code.group(1).toUpperCase(Locale.ROOT).replace('O', '0').replace('I', '1').replace('L', '1')));
        }
    }

    Left of(long no) {
        return left.get(no);
    }

    Set<Long> numbers() {
        return new TreeSet<>(left.keySet());
    }

    /**
     * Tells whose time stamps are believed.
     *
     * @param pem file with the certificate that signs time stamps, or of an authority above it
     * @throws IOException where there is none in it
     */
    public Anchored trusting(Path pem) throws IOException {
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(pem))) {
            if (!(parser.readObject() instanceof X509CertificateHolder certificate)) {
                throw new IOException(pem.toString());
            }
            authority = certificate;
            return this;
        }
    }

    X509CertificateHolder authority() {
        return authority;
    }

    /** Whether anything of a second place was told at all. */
    public boolean told() {
        return !left.isEmpty() || authority != null;
    }

    public int count() {
        return left.size();
    }
}
