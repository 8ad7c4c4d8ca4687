package vn.tusoi.worklist;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a page showed in its fields when it was made: a short digest for each. Comes back with what was typed, so that a draft can tell what this page
 * changed from what another page changed meanwhile. Written as {@code name:digest name:digest}.
 */
public final class Seen {

    /** Name of the hidden field. */
    public static final String FIELD = "_was";

    private static final int SIGNS = 12;

    private final Map<String, String> digests;

    private Seen(Map<String, String> digests) {
        this.digests = digests;
    }

    /** @param shown texts by field; null for an empty one */
    public static Seen of(Map<String, List<String>> shown) {
        Map<String, String> digests = new LinkedHashMap<>();
        shown.forEach((name, values) -> digests.put(name, digest(values)));
        return new Seen(digests);
    }

    /** What cannot be read is left out: such a field is then taken as changed by the page. */
    public static Seen read(String written) {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String one : written.strip().split("\\s+")) {
            int colon = one.lastIndexOf(':');
            if (colon > 0) {
                digests.put(one.substring(0, colon), one.substring(colon + 1));
            }
        }
        return new Seen(digests);
    }

    public Set<String> fields() {
        return digests.keySet();
    }

    /** Whether the field held exactly this when the page was made. */
    boolean was(String field, List<String> values) {
        return digest(values).equals(digests.get(field));
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        digests.forEach((name, digest) -> out.append(out.isEmpty() ? "" : " ").append(name).append(':').append(digest));
        return out.toString();
    }

    /** The same for what a browser sends and what is kept: line breaks, composed signs, nothing for nothing. */
    static String plain(List<String> values) {
        return values == null ? "" : Normalizer.normalize(String.join("\u001f", values.stream().map(v -> v == null ? "" : v).toList()), Normalizer.Form.NFC)
                .replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String digest(List<String> values) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plain(values).getBytes(StandardCharsets.UTF_8))).substring(0, SIGNS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
