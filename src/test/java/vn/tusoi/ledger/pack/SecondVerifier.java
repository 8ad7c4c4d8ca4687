package vn.tusoi.ledger.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A second verifier of packs, written from {@code processes/record-format.md} alone, with nothing but the Java platform's base: it shows that the description is
 * enough. Of deletions (section 10) it checks that the digests which were left fit, not whether they were lawful; of time stamps (section 7) what they were taken of, not who signed them. It knows no class of the program; {@link PackTests} sees to that and holds it against the first. The numbers in its faults are those of section 9's list.
 */
final class SecondVerifier {

    private static final String NAME = "[a-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*";
    private static final long EXACT = 9007199254740991L;
    private static final int LONGEST_LINE = 8388608;
    private static final String NOTHING = "0".repeat(64);

    private final List<String> faults = new ArrayList<>();
    private final Map<String, byte[]> files = new TreeMap<>();

    private final Map<String, List<String>> personal;

    private SecondVerifier(Map<String, List<String>> personal) {
        this.personal = personal;
    }

    /**
     * @param description the text itself, for its table of columns; what a pack brings along is not believed
     * @return what is wrong, nothing for a good pack
     */
    static List<String> verify(Path zip, Path description) throws IOException {
        SecondVerifier v = new SecondVerifier(personal(description));
        try {
            v.open(zip);
            v.check();
        } catch (Refused refused) {
            v.faults.add("refused: " + refused.getMessage());
        } catch (ClassCastException | NullPointerException | NumberFormatException | IndexOutOfBoundsException odd) {
            v.faults.add("refused: not of the form described");
        }
        return v.faults;
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    // section 9: the file ------------------------------------------------------------------------

    private void open(Path zip) throws IOException {
        try (InputStream in = Files.newInputStream(zip); ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                String[] parts = entry.getName().split("/", -1);
                boolean named = parts.length <= 3;
                for (String part : parts) {
                    named &= part.matches(NAME);
                }
                if (!named) {
                    throw new Refused("name " + entry.getName());
                }
                if (files.put(entry.getName(), entries.readAllBytes()) != null) {
                    throw new Refused("twice " + entry.getName());
                }
            }
        }
        if (!files.containsKey("manifest.json")) {
            throw new Refused("no manifest");
        }
    }

    private List<Map<String, Object>> lines(String name) {
        byte[] content = files.get(name);
        List<Map<String, Object>> lines = new ArrayList<>();
        if (content == null) {
            faults.add("1: there is no " + name);
            return lines;
        }
        int from = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                object(name, new String(content, from, i - from, StandardCharsets.UTF_8), lines);
                from = i + 1;
            }
            if (i - from > LONGEST_LINE) {
                throw new Refused("line of " + name);
            }
        }
        if (from != content.length) {
            faults.add("form: the last line of " + name + " does not end");
        }
        return lines;
    }

    private void object(String name, String text, List<Map<String, Object>> lines) {
        try {
            Map<String, Object> object = map(new Json(text).whole());
            if (!canonical(object).equals(text)) {
                throw new Refused("not canonical");
            }
            lines.add(object);
        } catch (Refused | ClassCastException unreadable) {
            faults.add("form: line " + (lines.size() + 1) + " of " + name);
        }
    }

    // what holds for a good pack -----------------------------------------------------------------

    private final Map<String, String> trusted = new HashMap<>();
    private final Map<Long, Map<String, Object>> checkpoints = new TreeMap<>();
    private final Map<Long, String> checkpointDigests = new HashMap<>();
    private Map<String, Object> newest;
    private final Map<String, TreeMap<Long, String>> digests = new HashMap<>();
    private final Map<String, Map<String, Object>> streams = new LinkedHashMap<>();
    private final Map<String, TreeMap<Long, Instant>> times = new HashMap<>();
    private final Map<List<String>, Map<String, Object>> references = new HashMap<>();
    private final Map<List<String>, Long> referenceTx = new HashMap<>();
    private final Map<String, List<String>> loaded = new HashMap<>();

    private void check() {
        manifest();
        keys();
        checkpoints();
        for (Map<String, Object> stream : lines("streams.jsonl")) {
            streams.put(text(stream, "stream"), stream);
        }
        files.keySet().stream().filter(f -> f.startsWith("entries/") && streams.values().stream().noneMatch(s -> f.equals(s.get("file")))).forEach(f -> faults.add("1: of no stream " + f));
        for (Map<String, Object> stream : streams.values()) {
            entries(stream);
        }
        proofs();
        stamps();
        documents();
        rulesAndModels();
    }

    private void manifest() {
        Map<String, Object> manifest = map(new Json(new String(files.get("manifest.json"), StandardCharsets.UTF_8)).whole());
        if (!canonical(manifest).equals(new String(files.get("manifest.json"), StandardCharsets.UTF_8)) || !Long.valueOf(1).equals(manifest.get("v"))) {
            throw new Refused("manifest");
        }
        Map<String, Object> named = new HashMap<>();
        for (Object one : (List<?>) manifest.get("files")) {
            Map<String, Object> file = map(one);
            named.put(text(file, "name"), file);
            byte[] content = files.get(text(file, "name"));
            if (content == null) {
                faults.add("1: missing " + text(file, "name"));
            } else if (!Long.valueOf(content.length).equals(file.get("size")) || !hex(sha(content)).equals(text(file, "sha256"))) {
                faults.add("1: changed " + text(file, "name"));
            }
        }
        files.keySet().stream().filter(f -> !f.equals("manifest.json") && !named.containsKey(f)).forEach(f -> faults.add("1: extra " + f));
        files.keySet().stream().filter(f -> !f.matches("(keys|checkpoints|streams|proofs|documents|stamps)\\.jsonl|entries/[0-9]{6}\\.jsonl|rules/[^/]+/[^/]+|models/v[0-9]+/[^/]+"
                + "|record-format\\.md|summary\\.(vi|en)\\.html|manifest\\.json")).forEach(f -> faults.add("1: unknown " + f));
        Map<String, Object> of = map(manifest.get("of"));
        period = text(of, "kind").equals("PERIOD");
        if (List.of("CASE", "LIST", "ROUND").contains(text(of, "kind"))) {
            own = text(of, "kind") + ":" + text(of, "code");
        }
    }

    private boolean period;
    private String own;

    private void keys() {
        boolean first = true;
        for (Map<String, Object> key : lines("keys.jsonl")) {
            String id = text(key, "id");
            boolean good = digest("tusoi/key/1", text(key, "publicKey")).substring(0, 16).equals(id);
            if (good && !first) {
                String before = key.get("prev") == null ? null : trusted.get(text(key, "prev"));
                Map<String, Object> said = new TreeMap<>(Map.of("key", id, "madeAt", key.get("madeAt"), "prev", String.valueOf(key.get("prev")), "publicKey", key.get("publicKey")));
                good = before != null && key.get("handover") != null && signed(before, "tusoi/handover/1\n" + canonical(said), text(key, "handover"));
            }
            if (good) {
                from.put(id, String.valueOf(key.get("prev")));
                trusted.put(id, text(key, "publicKey"));
            } else {
                faults.add("2: key " + id);
            }
            first = false;
        }
    }

    private final Map<String, String> from = new HashMap<>();

    /** Section 6: whether a key is another, or came from it. */
    private boolean came(String key, String other) {
        for (String now = key; now != null; now = from.get(now)) {
            if (now.equals(other)) {
                return true;
            }
        }
        return false;
    }

    private void checkpoints() {
        String signer = null;
        long expected = 1;
        String before = NOTHING;
        for (Map<String, Object> line : lines("checkpoints.jsonl")) {
            Map<String, Object> checkpoint = map(line.get("checkpoint"));
            long no = number(checkpoint, "no");
            String said = canonical(checkpoint);
            if (no != expected || !text(checkpoint, "prev").equals(before) || !Long.valueOf(1).equals(checkpoint.get("v"))) {
                faults.add("2: checkpoint " + no + " does not follow");
            }
            if (!digest("tusoi/checkpoint/1", said).equals(text(line, "hash"))) {
                faults.add("2: checkpoint " + no + " has another digest");
            }
            String key = trusted.get(text(checkpoint, "key"));
            if (key == null || !signed(key, "tusoi/checkpoint/1\n" + said, text(line, "signature"))) {
                faults.add("2: signature of checkpoint " + no);
            }
            if (signer != null && !came(text(checkpoint, "key"), signer) && !"null".equals(from.get(text(checkpoint, "key")))) {
                faults.add("2: key of checkpoint " + no);
            }
            signer = text(checkpoint, "key");
            checkpoints.put(no, checkpoint);
            checkpointDigests.put(no, text(line, "hash"));
            newest = checkpoint;
            before = text(line, "hash");
            expected = no + 1;
        }
    }

    private void entries(Map<String, Object> stream) {
        String name = text(stream, "stream");
        long next = number(stream, "first");
        boolean all = (Boolean) stream.get("all");
        if (!period && (!all || next != 1)) {
            faults.add("3: " + name + " is not whole");
        }
        String before = next == 1 ? NOTHING : null;
        TreeMap<Long, String> here = digests.computeIfAbsent(name, n -> new TreeMap<>());
        for (Map<String, Object> line : lines(text(stream, "file"))) {
            Map<String, Object> head = map(line.get("head"));
            long seq = number(head, "seq");
            String where = name + " " + seq;
            if (seq != next || !text(head, "stream").equals(name) || !Long.valueOf(1).equals(head.get("v"))) {
                faults.add("3: " + where + " in place of " + next);
            }
            if (before != null && !text(head, "prev").equals(before)) {
                faults.add("3: " + where + " does not follow");
            }
            String digest = digest("tusoi/entry/1", canonical(head));
            if (!digest.equals(text(line, "hash"))) {
                faults.add("3: " + where + " has another digest");
            }
            for (String part : List.of("who", "what")) {
                if (line.containsKey(part) && !digest("tusoi/" + part + "/1", canonical(line.get(part))).equals(text(head, part))) {
                    faults.add("3: " + part + " of " + where);
                }
            }
            here.put(seq, text(line, "hash"));
            times.computeIfAbsent(name, n -> new TreeMap<>()).put(seq, Instant.parse(text(head, "at")));
            if (line.containsKey("what")) {
                said(map(line.get("what")), number(head, "tx"));
            }
            before = text(line, "hash");
            next = seq + 1;
        }
        if (next != number(stream, "last") + 1) {
            faults.add("3: " + name + " ends with " + (next - 1));
        }
    }

    private void said(Map<String, Object> what, long tx) {
        if (what.get("rows") instanceof List<?> rows) {
            for (Object one : rows) {
                Map<String, Object> reference = map(one);
                List<String> key = key(text(reference, "table"), reference);
                if (tx >= referenceTx.getOrDefault(key, Long.MIN_VALUE)) {
                    references.put(key, reference);
                    referenceTx.put(key, tx);
                }
            }
        }
        if (List.of("RULE_SET_LOADED", "MODEL_DEPLOYED").contains(text(what, "act")) && what.get("detail") instanceof Map<?, ?> detail && detail.get("digest") != null) {
            loaded.computeIfAbsent(text(what, "code"), c -> new ArrayList<>()).add(detail.get("digest").toString());
        }
    }

    private static List<String> key(String table, Map<String, Object> of) {
        List<String> key = new ArrayList<>(List.of(table));
        ((List<?>) of.get("key")).forEach(k -> key.add((String) k));
        return key;
    }

    private void proofs() {
        Map<String, Long> covered = new HashMap<>();
        Map<String, Boolean> atTheEnd = new HashMap<>();
        for (Map<String, Object> proof : lines("proofs.jsonl")) {
            Map<String, Object> leaf = map(proof.get("leaf"));
            Map<String, Object> checkpoint = checkpoints.get(number(proof, "checkpoint"));
            String stream = text(leaf, "stream");
            long seq = number(leaf, "seq");
            long size = number(proof, "size");
            boolean root = text(proof, "tree").equals("root");
            if (checkpoint == null || root && size != number(checkpoint, "streams")
                    || !text(checkpoint, root ? "root" : "changed").equals(climbed(canonical(leaf), number(proof, "index"), size, (List<?>) proof.get("path")))) {
                faults.add("2: path of " + stream + " " + seq);
                continue;
            }
            covered.merge(stream, seq, Math::max);
            if (root && checkpoint == newest) {
                atTheEnd.put(stream, true);
            } else {
                atTheEnd.putIfAbsent(stream, false);
            }
            String there = digests.getOrDefault(stream, new TreeMap<>()).get(seq);
            if (there != null && !there.equals(text(leaf, "hash"))) {
                faults.add("4: " + stream + " " + seq + " was another entry");
            }
            Map<String, Object> whole = streams.get(stream);
            if (whole != null && (Boolean) whole.get("all") && seq > number(whole, "last")) {
                faults.add("4: " + stream + " had " + seq);
            }
        }
        for (Map<String, Object> stream : streams.values()) {
            String name = text(stream, "stream");
            if ((Boolean) stream.get("all") && Boolean.FALSE.equals(atTheEnd.get(name))) {
                faults.add("5: " + name + " is not in the newest tree");
            }
            for (Map.Entry<Long, Instant> entry : times.getOrDefault(name, new TreeMap<>()).entrySet()) {
                if (newest != null && entry.getKey() > covered.getOrDefault(name, 0L)
                        && entry.getValue().isBefore(Instant.parse(text(newest, "at")).minus(Duration.ofMinutes(15)))) {
                    faults.add("5: " + name + " " + entry.getKey() + " is not covered");
                    break;
                }
            }
        }
        if (own != null && !streams.containsKey(own)) {
            faults.add("8: no " + own);
        }
    }

    /** RFC 9162, section 2.1.3.2, which says how the paths of RFC 6962 are followed. */
    private static String climbed(String leaf, long index, long size, List<?> path) {
        byte[] at = sha(new byte[] {0}, leaf.getBytes(StandardCharsets.UTF_8));
        if (index >= size || index < 0) {
            return null;
        }
        long fn = index;
        long sn = size - 1;
        for (Object step : path) {
            if (sn == 0) {
                return null;
            }
            byte[] other = HexFormat.of().parseHex((String) step);
            if ((fn & 1) == 1 || fn == sn) {
                at = sha(new byte[] {1}, other, at);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                at = sha(new byte[] {1}, at, other);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 ? hex(at) : null;
    }

    /** Section 7, as far as the platform's base goes: a stamp is of a checkpoint that is there and holds its digest. Signature, certificate and time need a reader of CMS. */
    private void stamps() {
        if (!files.containsKey("stamps.jsonl")) {
            return;
        }
        for (Map<String, Object> stamp : lines("stamps.jsonl")) {
            long no = number(stamp, "checkpoint");
            String digest = checkpointDigests.get(no);
            byte[] token = Base64.getDecoder().decode(text(stamp, "token"));
            if (digest == null || !hex(token).contains(digest)) {
                faults.add("9: stamp of " + no);
            }
        }
    }

    private void documents() {
        List<Map<String, Object>> lines = lines("documents.jsonl");
        for (int i = 0; i < lines.size();) {
            Map<String, Object> document = lines.get(i++);
            int n = (int) number(document, "n");
            boolean digests = Long.valueOf(2).equals(document.get("v"));
            List<byte[]> rows = new ArrayList<>();
            for (int row = 0; row < n; row++) {
                Map<String, Object> there = lines.get(i++);
                rows.add((canonical(digests ? withDigests(text(document, "table"), there) : there) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            rows.sort(Arrays::compareUnsigned);
            rows.add(0, ("tusoi/rows/" + (digests ? 2 : 1) + "\n").getBytes(StandardCharsets.UTF_8));
            List<String> key = key(text(document, "table"), document);
            String digest = n == 0 ? null : hex(sha(rows.toArray(byte[][]::new)));
            if (document.containsKey("elsewhere")) {
                Map<String, Object> at = map(document.get("elsewhere"));
                Map<String, Object> stream = streams.get(text(at, "stream"));
                if (stream != null && Boolean.TRUE.equals(stream.get("all")) && number(at, "seq") > number(stream, "last")) {
                    faults.add("6: " + String.join(" ", key) + " by no entry");
                }
                continue;                                   // not proven
            }
            Map<String, Object> reference = references.get(key);
            if (reference == null || number(reference, "n") != n || n > 0 && !digest.equals(reference.get("digest"))
                    || n > 0 && !digest.equals(document.get("digest"))) {
                faults.add("6: " + String.join(" ", key));
            }
        }
    }

    /** Section 10: a row as it is digested, with the digest of each personal text in its place. */
    private Map<String, Object> withDigests(String table, Map<String, Object> row) {
        Map<String, Object> digested = new TreeMap<>(row);
        String salt = row.get("content_salt") == null ? "" : text(row, "content_salt");
        Map<String, Object> kept = row.get("content_digests") == null ? Map.of() : map(new Json(text(row, "content_digests")).whole());
        digested.remove("content_salt");
        digested.remove("content_digests");
        for (String column : personal.getOrDefault(table, List.of())) {
            if (kept.containsKey(column) && (row.get(column) == null || "".equals(row.get(column)))) {
                digested.put(column, kept.get(column));
            } else if (row.get(column) != null) {
                digested.put(column, digest("tusoi/cell/1", canonical(Map.of("column", column, "salt", salt, "table", table, "text", row.get(column)))));
            }
        }
        return digested;
    }

    /** The table of section 4: which columns hold personal content. */
    private static Map<String, List<String>> personal(Path description) throws IOException {
        Map<String, List<String>> personal = new HashMap<>();
        for (String line : Files.readAllLines(description)) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 7 && cells[1].strip().matches("`[a-z_]+`") && !cells[4].isBlank()) {
                personal.put(cells[1].strip().replace("`", ""), Arrays.stream(cells[4].split(",")).map(String::strip).toList());
            }
        }
        return personal;
    }

    private void rulesAndModels() {
        Map<String, List<byte[]>> sets = new TreeMap<>();
        files.forEach((name, content) -> {
            String[] parts = name.split("/");
            if (parts.length == 3 && parts[0].equals("rules")) {
                List<byte[]> set = sets.computeIfAbsent("rules:" + parts[1], s -> new ArrayList<>());
                set.add((parts[2] + "\n").getBytes(StandardCharsets.UTF_8));
                set.add(content);
            } else if (parts.length == 3 && parts[0].equals("models")) {
                one("model:" + parts[2].replaceAll("\\.bpmn$", ""), hex(sha((parts[2] + "\n").getBytes(StandardCharsets.UTF_8), content)));
            }
        });
        sets.forEach((set, parts) -> one(set, hex(sha(parts.toArray(byte[][]::new)))));
    }

    private void one(String code, String digest) {
        List<String> known = loaded.get(code);
        if (known != null && !known.contains(digest)) {
            faults.add("7: " + code);
        }
    }

    // sections 1 and 5: digests, signatures, canonical JSON ----------------------------------------

    private static byte[] sha(byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha.update(part);
            }
            return sha.digest();
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String digest(String domain, String text) {
        return hex(sha((domain + "\n" + text).getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean signed(String key, String text, String signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key))));
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            return false;
        }
    }

    private static String text(Map<String, Object> object, String name) {
        return (String) object.get(name);
    }

    /** Large numbers are written as texts. */
    private static long number(Map<String, Object> object, String name) {
        return object.get(name) instanceof String large ? Long.parseLong(large) : (Long) object.get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) (Map<?, ?>) value;
    }

    private static String canonical(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    private static void write(StringBuilder out, Object value) {
        if (value instanceof Map<?, ?> object) {
            out.append('{');
            boolean more = false;
            for (Map.Entry<?, ?> member : new TreeMap<>(object).entrySet()) {     // Java orders texts by UTF-16 code units
                out.append(more ? "," : "");
                write(out, member.getKey());
                out.append(':');
                write(out, member.getValue());
                more = true;
            }
            out.append('}');
        } else if (value instanceof List<?> array) {
            out.append('[');
            boolean more = false;
            for (Object one : array) {
                out.append(more ? "," : "");
                write(out, one);
                more = true;
            }
            out.append(']');
        } else if (value instanceof String text) {
            out.append('"');
            for (char c : text.toCharArray()) {
                int known = "\b\t\n\f\r\"\\".indexOf(c);
                if (known >= 0) {
                    out.append('\\').append("btnfr\"\\".charAt(known));
                } else if (c < 0x20) {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
            out.append('"');
        } else if (value instanceof Long || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new Refused("form");
        }
    }

    /** Reads what section 1 allows. */
    private static final class Json {

        private final String text;
        private int at;
        private int depth;

        Json(String text) {
            this.text = text;
        }

        Object whole() {
            Object value = value();
            if (at != text.length()) {
                throw new Refused("something after the value");
            }
            return value;
        }

        private char next() {
            if (at == text.length()) {
                throw new Refused("it ends too early");
            }
            return text.charAt(at++);
        }

        private Object value() {
            if (++depth > 64) {
                throw new Refused("too deep");
            }
            char c = next();
            Object value = switch (c) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string();
                case 't' -> word("rue", true);
                case 'f' -> word("alse", false);
                default -> whole(c);
            };
            depth--;
            return value;
        }

        private Object word(String rest, Object value) {
            if (!text.startsWith(rest, at)) {
                throw new Refused("word");
            }
            at += rest.length();
            return value;
        }

        private Object whole(char first) {
            int from = at - 1;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
            String digits = text.substring(from, at);
            if (!digits.matches("-?(0|[1-9][0-9]{0,15})") || Math.abs(Long.parseLong(digits)) > EXACT || digits.equals("-0")) {
                throw new Refused("number " + first);
            }
            return Long.parseLong(digits);
        }

        private Object object() {
            Map<String, Object> object = new LinkedHashMap<>();
            if (text.startsWith("}", at)) {
                at++;
                return object;
            }
            while (true) {
                if (next() != '"') {
                    throw new Refused("name");
                }
                String name = string();
                if (next() != ':' || object.put(name, value()) != null) {
                    throw new Refused("member " + name);
                }
                char c = next();
                if (c == '}') {
                    return object;
                }
                if (c != ',') {
                    throw new Refused("object");
                }
            }
        }

        private Object array() {
            List<Object> array = new ArrayList<>();
            if (text.startsWith("]", at)) {
                at++;
                return array;
            }
            while (true) {
                array.add(value());
                char c = next();
                if (c == ']') {
                    return array;
                }
                if (c != ',') {
                    throw new Refused("array");
                }
            }
        }

        private String string() {
            StringBuilder out = new StringBuilder();
            for (char c = next(); c != '"'; c = next()) {
                if (c != '\\') {
                    out.append(c);
                    continue;
                }
                char escape = next();
                if (escape == 'u') {
                    if (at + 4 > text.length()) {
                        throw new Refused("escape");
                    }
                    out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                    at += 4;
                } else {
                    int known = "btnfr\"\\".indexOf(escape);
                    if (known < 0) {
                        throw new Refused("escape");
                    }
                    out.append("\b\t\n\f\r\"\\".charAt(known));
                }
            }
            return out.toString();
        }
    }
}
