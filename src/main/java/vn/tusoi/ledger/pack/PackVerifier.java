package vn.tusoi.ledger.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.tusoi.ledger.Anchored;
import vn.tusoi.ledger.Canonical;
import vn.tusoi.ledger.Cells;
import vn.tusoi.ledger.ChainCheck;
import vn.tusoi.ledger.Checkpoint;
import vn.tusoi.ledger.CheckpointCheck;
import vn.tusoi.ledger.Checkpoints;
import vn.tusoi.ledger.DigestedTable;
import vn.tusoi.ledger.Fault;
import vn.tusoi.ledger.Faults;

/**
 * Checks a pack without database, network or the program that made it. Entries go by one at a time; what is kept grows with the streams, their places in
 * checkpoints and the business rows.
 */
public final class PackVerifier {

    /** An entry so much older than a checkpoint must have been seen by it, however long its transaction took. */
    private static final Duration SEEN = Duration.ofMinutes(15);

    /** Acts that say with which content rule sets and models were put into use. */
    private static final Set<String> LOADED = Set.of("RULE_SET_LOADED", "MODEL_DEPLOYED");

    private record Stream(String file, long first, long last, boolean all) { }

    private final Faults faults = new Faults();
    private final Anchored anchored;
    private final String key;
    private final Map<Long, Checkpoint> known = new HashMap<>();
    private final PackProofs proofs = new PackProofs(known, faults);
    private final References references = new References();
    private final Map<String, Set<String>> loaded = new HashMap<>();
    private final List<String> unproven = new ArrayList<>();
    private final Map<String, Runs> shown = new HashMap<>();
    private final Map<String, Long> whole = new HashMap<>();
    private final PackDeletions deletions;
    private long hidden;
    private long open;
    private long exposed;
    private int documents;

    /**
     * @param anchored what was left in second places
     * @param key      public key that the verifier was told (X.509, base64), or null
     */
    public PackVerifier(Anchored anchored, String key) {
        this.anchored = anchored;
        this.key = key;
        this.deletions = new PackDeletions(faults, unproven);
    }

    /**
     * What came of it.
     *
     * @param of        what the pack is of: kind and code, or days
     * @param hidden    entries that are there as digests only, wholly or in part
     * @param last      the newest checkpoint, or null
     * @param confirmed the newest one that a second place confirms, or null
     * @param open      entries that no checkpoint covers
     * @param exposed   entries that no confirmed checkpoint covers
     * @param unproven  documents whose entry is not shown, by table and key
     * @param keyTold   whether the keys were held against one that the verifier was told
     * @param stamps    time stamps that are right, {@code signers} by whose certificates
     * @param later     the newest checkpoint that a second place holds from after the pack was made, or 0
     */
    public record Report(Faults faults, String of, long entries, int streams, long hidden, int documents, Checkpoint last, Checkpoint confirmed, long open, long exposed,
                         List<String> unproven, boolean keyTold, int stamps, List<String> signers,
                         long later) {

        public boolean good() {
            return faults.count() == 0;
        }
    }

    /**
     * Verifies a pack.
     *
     * @throws PackRefused where the file is none, or was made to do harm
     * @throws IOException where it cannot be read
     */
    public Report verify(Path file) throws IOException {
        try (PackReader pack = new PackReader(file)) {
            JsonNode manifest = manifest(pack);
            CheckpointCheck checkpoints = checkpoints(pack, Members.time(manifest, "at"));
            proofs.read(pack, checkpoints.last() == null ? 0 : checkpoints.last().no());
            boolean period = manifest.path("of").path("kind").asText().equals(PackScope.Kind.PERIOD.name());
            Map<String, Stream> streams = streams(pack, period);
            String main = manifest.path("of").path("kind").asText() + ":" + manifest.path("of").path("code").asText();
            if (main.matches("(CASE|LIST|ROUND):.*") && !streams.containsKey(main)) {
                faults.add(Fault.Kind.FILE_MISSING, main);
            }
            deletions.of(main, period);
            ChainCheck chains = new ChainCheck(faults);
            Set<String> acts = new HashSet<>(LOADED);
            acts.addAll(PackDeletions.ACTS);
            try (PackEntries entries = new PackEntries(pack, acts)) {
                Map<String, Stream> there = new LinkedHashMap<>(streams);
                there.values().removeIf(stream -> !pack.has(stream.file()));
                there.forEach((name, stream) -> entries.plan(name, stream.file(), stream.last() - stream.first() + 1));
                for (Map.Entry<String, Stream> stream : there.entrySet()) {
                    entries(entries, stream.getKey(), stream.getValue(), chains, checkpoints);
                }
            }
            chains.end();
            streams.forEach((name, stream) -> end(name, stream, chains, checkpoints));
            documents(pack, period);
            content(pack);
            deletions.end();
            files(pack, manifest, streams.values().stream().map(Stream::file).collect(Collectors.toSet()));
            JsonNode of = manifest.path("of");
            return new Report(faults, of.path("kind").asText() + " " + (period ? of.path("from").asText() + " – " + of.path("to").asText() : of.path("code").asText()),
                    chains.entries(), streams.size(), hidden, documents, checkpoints.last(), checkpoints.lastAnchored(), open, exposed, List.copyOf(unproven), key != null,
                    checkpoints.stamped(), checkpoints.signers(), checkpoints.later());
        }
    }

    private static JsonNode manifest(PackReader pack) throws IOException {
        if (!pack.has(PackFiles.MANIFEST)) {
            throw new PackRefused(PackRefused.Kind.MANIFEST, PackFiles.MANIFEST);
        }
        // a manifest names every file in one line, so it may be longer than other lines
        byte[] text = pack.bytes(PackFiles.MANIFEST);
        JsonNode manifest = Strict.object(text, 0, text.length);
        if (manifest == null || manifest.path("v").asInt() != 1 || !manifest.path("files").isArray() || !about(manifest)) {
            throw new PackRefused(PackRefused.Kind.MANIFEST, PackFiles.MANIFEST);
        }
        return manifest;
    }

    /** Whether it says when the pack was made, and of what. */
    private static boolean about(JsonNode manifest) {
        try {
            Members.time(manifest, "at");
            JsonNode of = manifest.path("of");
            return switch (PackScope.Kind.valueOf(Members.text(of, "kind"))) {
                case PERIOD -> Members.text(of, "from").compareTo(Members.text(of, "to")) <= 0;
                default -> !Members.text(of, "code").isEmpty();
            };
        } catch (IllegalArgumentException unclear) {
            return false;
        }
    }

    private interface Taker {
        /** @throws IllegalArgumentException where members are missing or of another kind */
        void take(JsonNode line, long number) throws IOException;
    }

    private void each(PackReader pack, String file, Taker taker) throws IOException {
        try (FileLines lines = pack.lines(file)) {
            while (lines.next()) {
                JsonNode line = Strict.object(lines.buffer(), lines.from(), lines.to());
                try {
                    if (line == null) {
                        throw new IllegalArgumentException(file);
                    }
                    taker.take(line, lines.number());
                } catch (IllegalArgumentException | ArithmeticException unreadable) {
                    faults.add(Fault.Kind.LINE_UNREADABLE, file + " " + lines.number());
                }
            }
        }
    }

    private CheckpointCheck checkpoints(PackReader pack, Instant made) throws IOException {
        List<Checkpoints.Key> keys = new ArrayList<>();
        each(pack, PackFiles.KEYS, (line, n) -> keys.add(new Checkpoints.Key(Members.text(line, "id"), Members.text(line, "publicKey"), Members.time(line, "madeAt"),
                line.has("prev") ? Members.text(line, "prev") : null, line.has("handover") ? Members.text(line, "handover") : null)));
        CheckpointCheck check = new CheckpointCheck(faults, keys, key, anchored);
        Map<Long, String> stamps = stamps(pack);
        each(pack, PackFiles.CHECKPOINTS, (line, n) -> {
            JsonNode c = line.path("checkpoint");
            String hash = Members.hash(line, "hash");
            Checkpoint read = new Checkpoint(Members.number(c, "no"), Math.toIntExact(Members.number(c, "v")), Members.time(c, "at"), Members.number(c, "entries"), (int) Members.number(c, "streams"), Members.hash(c, "root"),
                    Members.hash(c, "changed"), Members.text(c, "reason"), Members.hash(c, "prev"), Members.text(c, "key"), hash, Members.text(line, "signature"), Checkpoint.code(hash));
            if (!read.json().equals(Strict.canonical(c))) {
                throw new IllegalArgumentException("checkpoint");
            }
            check.next(read);
            if (stamps.containsKey(read.no())) {
                check.stamp(stamps.remove(read.no()));
            }
            known.put(read.no(), read);
        });
        check.end(made);
        stamps.keySet().forEach(no -> faults.add(Fault.Kind.STAMP_MISSING, Long.toString(no)));
        return check;
    }

    /** Time stamps by checkpoint; packs that were made before there were any in them have no such file. */
    private Map<Long, String> stamps(PackReader pack) throws IOException {
        Map<Long, String> stamps = new TreeMap<>();
        if (pack.has(PackFiles.STAMPS)) {
            each(pack, PackFiles.STAMPS, (line, n) -> {
                if (line.size() != 2 || stamps.put(Members.number(line, "checkpoint"), Members.text(line, "token")) != null) {
                    throw new IllegalArgumentException("stamp");
                }
            });
        }
        return stamps;
    }

    private Map<String, Stream> streams(PackReader pack, boolean period) throws IOException {
        Map<String, Stream> streams = new LinkedHashMap<>();
        each(pack, PackFiles.STREAMS, (line, n) -> {
            String name = Members.text(line, "stream");
            boolean all = line.path("all").asBoolean();
            Stream stream = new Stream(Members.text(line, "file"), Members.number(line, "first"), Members.number(line, "last"), all);
            if (!stream.file().startsWith("entries/") || stream.first() < 1 || stream.last() < stream.first() || all && stream.first() != 1 || !all && !period
                    || streams.put(name, stream) != null) {
                throw new IllegalArgumentException(name);
            }
            if (all) {
                whole.put(name, stream.last());
            }
        });
        return streams;
    }

    private void entries(PackEntries entries, String name, Stream stream, ChainCheck chains, CheckpointCheck checkpoints) throws IOException {
        TreeMap<Long, PackProofs.Seen> places = proofs.of(name);
        long confirmed = checkpoints.lastAnchored() == null ? 0 : checkpoints.lastAnchored().no();
        long covered = places.isEmpty() ? 0 : places.lastKey();
        long safe = places.entrySet().stream().filter(p -> p.getValue().checkpoint() <= confirmed).mapToLong(Map.Entry::getKey).max().orElse(0);
        Instant newest = checkpoints.last() == null ? Instant.MIN : checkpoints.last().at().minus(SEEN);
        Runs ofStream = shown.computeIfAbsent(name, s -> new Runs());
        boolean[] begun = {false};
        entries.next(entry -> {
            if (!entry.readable()) {
                faults.add(Fault.Kind.LINE_UNREADABLE, stream.file() + " " + entry.number());
                return;
            }
            long seq = entry.seq();
            if (!begun[0] && stream.first() > 1) {
                chains.begin(name, stream.first() - 1, seq == stream.first() ? entry.prev() : Canonical.NOTHING);
            }
            begun[0] = true;
            chains.next(name, seq, entry.prev(), !entry.shown(), entry.hash(), entry.whole() ? entry.hash() : "");
            hidden += entry.shown() ? 0 : 1;
            PackProofs.Seen place = places.get(seq);
            if (place != null && !place.hash().equals(entry.hash())) {
                faults.add(Fault.Kind.REWRITTEN, name + " " + seq, place.checkpoint());
            }
            if (seq > covered) {
                open++;
                if (entry.at().isBefore(newest)) {
                    faults.add(Fault.Kind.UNCOVERED, name + " " + seq, checkpoints.last().no());
                }
            }
            exposed += seq > safe ? 1 : 0;
            deletions.entry(name, entry);
            if (entry.whatShown()) {
                references.take(entry.rows(), name, seq, entry.tx());
                ofStream.add(seq);
                JsonNode what = entry.content();
                if (what != null && LOADED.contains(what.path("act").asText())) {
                    loaded.computeIfAbsent(what.path("code").asText(), c -> new HashSet<>()).add(what.path("detail").path("digest").asText());
                }
            }
        });
    }

    /** Compares the end of a stream with what the pack and the newest checkpoint say of it. */
    private void end(String name, Stream stream, ChainCheck chains, CheckpointCheck checkpoints) {
        long last = chains.last(name);
        if (last < stream.last()) {
            faults.add(Fault.Kind.TAIL_MISSING, name + " " + (last + 1), stream.last());
        }
        TreeMap<Long, PackProofs.Seen> places = proofs.of(name);
        if (stream.all() && last >= stream.last() && !places.isEmpty() && places.lastKey() > last) {
            faults.add(Fault.Kind.TAIL_MISSING, name + " " + (last + 1), places.lastKey());
        }
        // the newest checkpoint holds every stream that was there; one that it does not show could have been cut off
        if (stream.all() && !places.isEmpty() && !proofs.atNewest(name)) {
            faults.add(Fault.Kind.UNCOVERED, name + " " + last, checkpoints.last() == null ? 0 : checkpoints.last().no());
        }
    }

    private void documents(PackReader pack, boolean period) throws IOException {
        JsonNode head = null;
        long left = 0;
        MessageDigest sha = Canonical.sha256();
        Set<String> given = new HashSet<>();
        try (FileLines lines = pack.lines(PackFiles.DOCUMENTS)) {
            while (lines.next()) {
                try {
                    if (left == 0) {
                        head = document(Strict.object(lines.buffer(), lines.from(), lines.to()));
                        left = Members.number(head, "n");
                        sha.reset();
                        sha.update((cells(head) == null ? "tusoi/rows/1\n" : "tusoi/rows/2\n").getBytes(StandardCharsets.US_ASCII));
                    } else {
                        sha.update(digested(head, PackReader.text(lines.copy())).getBytes(StandardCharsets.UTF_8));
                        sha.update((byte) '\n');
                        left--;
                    }
                    if (left == 0) {
                        document(head, Members.number(head, "n") == 0 ? null : HexFormat.of().formatHex(sha.digest()), period, given);
                    }
                } catch (IllegalArgumentException | ArithmeticException unreadable) {
                    faults.add(Fault.Kind.LINE_UNREADABLE, PackFiles.DOCUMENTS + " " + lines.number());
                }
            }
        }
        if (left > 0) {
            faults.add(Fault.Kind.DOCUMENT_CHANGED, name(head), "?");
        }
    }

    /** @throws IllegalArgumentException where it is no line before rows */
    private static JsonNode document(JsonNode line) {
        if (line == null || References.texts(line.get("key")) == null || Members.number(line, "n") < 0 || Members.text(line, "table").isEmpty()
                || !line.path("entry").isObject() && !line.path("elsewhere").isObject()) {
            throw new IllegalArgumentException("document");
        }
        return line;
    }

    /** The table whose rows are digested with the digests of their personal content; null: as they are. */
    private static DigestedTable cells(JsonNode head) {
        return head.path("v").asInt() == 2 ? DigestedTable.find(head.path("table").asText()).filter(DigestedTable::hasContent).orElse(null) : null;
    }

    private String digested(JsonNode head, String text) {
        DigestedTable table = cells(head);
        JsonNode row = table == null || text == null ? null : Strict.object(text);
        if (row == null) {
            return text == null ? "" : text;
        }
        deletions.row(table, References.texts(head.get("key")), row);
        return Cells.digested(table, row);
    }

    private static String name(JsonNode head) {
        return head.path("table").asText() + " " + String.join("/", References.texts(head.get("key")));
    }

    private void document(JsonNode head, String digest, boolean period, Set<String> given) {
        documents++;
        String name = name(head);
        if (!given.add(name)) {
            throw new IllegalArgumentException("twice");
        }
        References.Reference last = references.of(head.path("table").asText(), References.texts(head.get("key")));
        if (head.has("elsewhere")) {
            JsonNode at = head.get("elsewhere");
            long seq = Members.number(at, "seq");
            String where = Members.text(at, "stream") + " " + seq;
            // an entry that is not there vouches for nothing
            if (seq < 1 || seq > whole.getOrDefault(Members.text(at, "stream"), Long.MAX_VALUE) || shown.getOrDefault(Members.text(at, "stream"), new Runs()).holds(seq)) {
                faults.add(Fault.Kind.DOCUMENT_CHANGED, name, where);
            } else {
                unproven.add(name + " (" + where + ")");
            }
        } else if (last == null) {
            faults.add(Fault.Kind.DOCUMENT_UNKNOWN, name);
        } else if (!java.util.Objects.equals(last.digest(), digest)) {
            faults.add(Fault.Kind.DOCUMENT_CHANGED, name, last.stream() + " " + last.seq());
        }
    }

    /** Rule sets and models against the entries that say with which content they were put into use. */
    private void content(PackReader pack) throws IOException {
        Map<String, MessageDigest> sets = new TreeMap<>();
        for (String name : pack.names()) {
            String[] parts = name.split("/");
            if (parts.length != 3 || !parts[0].equals("rules") && !parts[0].equals("models")) {
                continue;
            }
            byte[] content = pack.bytes(name);
            if (parts[0].equals("rules") && parts[2].equals("rule-set.yaml")) {
                deletions.periods(parts[1], content);
            }
            MessageDigest sha = parts[0].equals("rules") ? sets.computeIfAbsent("rules:" + parts[1], s -> Canonical.sha256()) : Canonical.sha256();
            sha.update((parts[2] + "\n").getBytes(StandardCharsets.UTF_8));
            sha.update(content);
            if (parts[0].equals("models")) {
                compare("model:" + parts[2].replaceFirst("\\.bpmn$", ""), name, HexFormat.of().formatHex(sha.digest()));
            }
        }
        sets.forEach((set, sha) -> compare(set, set.replace(':', '/'), HexFormat.of().formatHex(sha.digest())));
    }

    private void compare(String subject, String file, String digest) {
        Set<String> known = loaded.get(subject);
        if (known == null) {
            unproven.add(file);
        } else if (!known.contains(digest)) {
            faults.add(Fault.Kind.DOCUMENT_CHANGED, file, subject);
        }
    }

    /** The manifest against the files. */
    private void files(PackReader pack, JsonNode manifest, Set<String> streams) throws IOException {
        Map<String, String> named = new TreeMap<>();
        for (JsonNode file : manifest.get("files")) {
            named.put(file.path("name").asText(), file.path("sha256").asText());
        }
        for (String name : pack.names()) {
            if (name.equals(PackFiles.MANIFEST)) {
                continue;
            }
            String expected = named.remove(name);
            if (expected == null || !PackFiles.KNOWN.matcher(name).matches() || name.startsWith("entries/") && !streams.contains(name)) {
                faults.add(Fault.Kind.FILE_EXTRA, name);
                continue;
            }
            if (pack.digest(name) == null) {
                pack.skim(name);
            }
            if (!pack.digest(name).equals(expected)) {
                faults.add(Fault.Kind.FILE_CHANGED, name);
            }
        }
        named.keySet().forEach(name -> faults.add(Fault.Kind.FILE_MISSING, name));
        for (String needed : List.of(PackFiles.KEYS, PackFiles.CHECKPOINTS, PackFiles.PROOFS, PackFiles.STREAMS, PackFiles.DOCUMENTS)) {
            if (!pack.has(needed) && !named.containsKey(needed)) {
                faults.add(Fault.Kind.FILE_MISSING, needed);
            }
        }
    }
}
