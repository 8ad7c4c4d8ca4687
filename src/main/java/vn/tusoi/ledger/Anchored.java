package vn.tusoi.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
    private static final Pattern TIME = Pattern.compile("\\bat\\s+(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z)");
    private static final Pattern CODE = Pattern.compile("\\bcode\\s+([0-9A-Za-z]{4}(?:-[0-9A-Za-z]{4}){4})\\b");

    /**
     * A line. The digest if there is one, else the short code.
     *
     * @param at when the checkpoint was made, null where the line does not say so
     */
    record Left(String hash, String code, Instant at) {

        boolean fits(String other) {
            return hash != null ? hash.equals(other) : code.equals(Checkpoint.code(other));
        }

        String text() {
            return hash != null ? hash : code;
        }
    }

    private final Map<Long, Set<Left>> left = new HashMap<>();

    private X509CertificateHolder authority;

    public static Anchored none() {
        return new Anchored();
    }

    /** Reads a file line by line; lines that name no checkpoint are passed over. */
    public static Anchored read(Path file) throws IOException {
        Anchored all = new Anchored();
        // the lines are ASCII whatever stands around them in a saved mail; some programs save two bytes for each letter
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.line(line.replace("\0", ""));
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
            left.computeIfAbsent(Long.parseLong(number.group(1)), no -> new LinkedHashSet<>()).add(new Left(hashed ? hash.group(1).toLowerCase(Locale.ROOT) : null,
                    hashed ? null : code.group(1).toUpperCase(Locale.ROOT).replace('O', '0').replace('I', '1').replace('L', '1'), time(line)));
        }
    }

    private static Instant time(String line) {
        Matcher time = TIME.matcher(line);
        try {
            return time.find() ? Instant.parse(time.group(1)) : null;
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    /** All lines on a checkpoint in their order: whoever can add to the file could add another one to what stood there before, so each counts. */
    List<Left> all(long no) {
        return List.copyOf(left.getOrDefault(no, Set.of()));
    }

    /** The first line on a checkpoint, or null. */
    Left of(long no) {
        return left.containsKey(no) ? left.get(no).iterator().next() : null;
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
