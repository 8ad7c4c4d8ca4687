package vn.tusoi.ledger.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.tusoi.ledger.Canonical;

/** Writes the files of a pack one after the other and keeps what the manifest says of each. */
final class PackFiles {

    /** Names that a pack may hold: nothing that leads anywhere, on any machine. */
    static final Pattern NAME = Pattern.compile("[a-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*(/[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*){0,2}");
    /** The files that there are. */
    static final Pattern KNOWN = Pattern.compile("(keys|checkpoints|streams|proofs|documents|stamps)\\.jsonl|entries/\\d{6}\\.jsonl|manifest\\.json|record-format\\.md"
            + "|summary\\.(vi|en)\\.html|rules/[^/]+/[^/]+|models/v\\d+/[^/]+\\.bpmn");
    /** Longest line, in bytes. */
    static final int LINE = 8 << 20;
    static final String MANIFEST = "manifest.json";
    static final String CHECKPOINTS = "checkpoints.jsonl";
    static final String DOCUMENTS = "documents.jsonl";
    static final String KEYS = "keys.jsonl";
    static final String PROOFS = "proofs.jsonl";
    static final String STAMPS = "stamps.jsonl";
    static final String STREAMS = "streams.jsonl";

    private final ZipOutputStream zip;
    private final Instant at;
    private final List<Map<String, Object>> written = new ArrayList<>();
    private String name;
    private MessageDigest sha;
    private DigestOutputStream current;
    private long size;

    PackFiles(OutputStream out, Instant at) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.at = at;
    }

    void begin(String file) throws IOException {
        ZipEntry entry = new ZipEntry(file);
        entry.setTime(at.toEpochMilli());
        zip.putNextEntry(entry);
        name = file;
        size = 0;
        sha = Canonical.sha256();
        current = new DigestOutputStream(zip, sha);
    }

    void bytes(byte[] content) throws IOException {
        current.write(content);
        size += content.length;
    }

    void line(String text) throws IOException {
        bytes((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void end() throws IOException {
        zip.closeEntry();
        written.add(new LinkedHashMap<>(Map.of("name", name, "size", size, "sha256", HexFormat.of().formatHex(sha.digest()))));
    }

    void file(String file, byte[] content) throws IOException {
        begin(file);
        bytes(content);
        end();
    }

    /** Writes the manifest and finishes the ZIP. @return the manifest's SHA-256 */
    String finish(Map<String, Object> about) throws IOException {
        Map<String, Object> manifest = new LinkedHashMap<>(about);
        manifest.put("files", List.copyOf(written));
        manifest.put("v", 1);
        file(MANIFEST, Canonical.json(manifest).getBytes(StandardCharsets.UTF_8));
        zip.finish();
        return (String) written.get(written.size() - 1).get("sha256");
    }
}
