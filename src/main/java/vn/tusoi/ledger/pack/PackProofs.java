package vn.tusoi.ledger.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vn.tusoi.ledger.Checkpoint;
import vn.tusoi.ledger.Fault;
import vn.tusoi.ledger.Faults;
import vn.tusoi.ledger.Merkle;

/** Where checkpoints saw the streams of a pack. Paths are followed by as many threads as there are cores, faults are found in the order of the lines. */
final class PackProofs {

    private static final int TOGETHER = 256;
    private static final int AHEAD = 16;
    private static final int LONGEST = 40;
    /** So many bytes after the beginning of a leaf its digest begins. */
    private static final int HASH_AT = "{\"hash\":\"".length();

    /** Where a checkpoint saw a stream. */
    record Seen(String hash, long checkpoint) { }

    /** @param stream null where the line cannot be read @param right whether the path leads to the checkpoint's tree */
    record Proof(long number, long checkpoint, String stream, long seq, String hash, boolean root, boolean right) { }

    record Text(byte[] text, long number) { }

    private static final byte[] CHECKPOINT_IS = Cursor.bytes("{\"checkpoint\":");
    private static final byte[] INDEX_IS = Cursor.bytes(",\"index\":");
    private static final byte[] LEAF_IS = Cursor.bytes(",\"leaf\":{\"hash\":\"");
    private static final byte[] SEQ_IS = Cursor.bytes("\",\"seq\":");
    private static final byte[] STREAM_IS = Cursor.bytes(",\"stream\":\"");
    private static final byte[] PATH_IS = Cursor.bytes("},\"path\":[");
    private static final byte[] QUOTE = Cursor.bytes("\"");
    private static final byte[] NEXT = Cursor.bytes(",\"");
    private static final byte[] SIZE_IS = Cursor.bytes("],\"size\":");
    private static final byte[] OF_ROOT = Cursor.bytes(",\"tree\":\"root\"}");
    private static final byte[] OF_CHANGED = Cursor.bytes(",\"tree\":\"changed\"}");

    private final Map<Long, Checkpoint> checkpoints;
    private final Faults faults;
    private final Map<String, TreeMap<Long, Seen>> seen = new HashMap<>();
    private final Set<String> atNewest = new HashSet<>();
    private long newest;

    /** @param checkpoints by number */
    PackProofs(Map<Long, Checkpoint> checkpoints, Faults faults) {
        this.checkpoints = checkpoints;
        this.faults = faults;
    }

    /** Takes all. @param last number of the newest checkpoint, 0 for none */
    void read(PackReader pack, long last) throws IOException {
        newest = last;
        ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (FileLines lines = pack.lines(PackFiles.PROOFS)) {
            Deque<Future<List<Proof>>> working = new ArrayDeque<>();
            List<Text> some = new ArrayList<>();
            while (lines.next()) {
                some.add(new Text(lines.copy(), lines.number()));
                if (some.size() == TOGETHER) {
                    begin(threads, some, working);
                }
            }
            begin(threads, some, working);
            while (!working.isEmpty()) {
                take(working.poll());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void begin(ExecutorService threads, List<Text> some, Deque<Future<List<Proof>>> working) {
        List<Text> given = List.copyOf(some);
        some.clear();
        working.add(threads.submit(() -> proofs(given)));
        if (working.size() > AHEAD) {
            take(working.poll());
        }
    }

    private void take(Future<List<Proof>> done) {
        try {
            done.get().forEach(this::take);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException wrong) {
            if (wrong.getCause() instanceof Error full) {
                throw full;
            }
            throw new IllegalStateException(wrong.getCause());
        }
    }

    private void take(Proof proof) {
        if (proof.stream() == null) {
            faults.add(Fault.Kind.LINE_UNREADABLE, PackFiles.PROOFS + " " + proof.number());
        } else if (!proof.right()) {
            faults.add(Fault.Kind.PROOF_WRONG, proof.stream() + " " + proof.seq(), proof.checkpoint());
        } else {
            if (proof.root() && proof.checkpoint() == newest) {
                atNewest.add(proof.stream());
            }
            seen.computeIfAbsent(proof.stream(), s -> new TreeMap<>()).merge(proof.seq(), new Seen(proof.hash(), proof.checkpoint()), (a, b) -> a.checkpoint() <= b.checkpoint() ? a : b);
        }
    }

    private List<Proof> proofs(List<Text> lines) {
        Merkle merkle = new Merkle();
        List<Proof> proofs = new ArrayList<>(lines.size());
        for (Text line : lines) {
            Proof quick = quick(line, merkle);
            proofs.add(quick != null ? quick : strict(line));
        }
        return proofs;
    }

    /** Null where the line is not surely as the program writes it, with a path that is right. */
    Proof quick(Text text, Merkle merkle) {
        Cursor cursor = new Cursor();
        cursor.on(text.text(), 0, text.text().length);
        long no = cursor.next(CHECKPOINT_IS) ? cursor.digits() : Cursor.UNSURE;
        Checkpoint of = checkpoints.get(no);
        long index = of != null && cursor.next(INDEX_IS) ? cursor.digits() : Cursor.UNSURE;
        if (index < 0 || !cursor.next(LEAF_IS)) {
            return null;
        }
        int hash = cursor.hex();
        int leaf = hash - HASH_AT;
        long seq = cursor.next(SEQ_IS) && cursor.lower(hash) ? cursor.digits() : Cursor.UNSURE;
        String stream = seq >= 0 && cursor.next(STREAM_IS) ? cursor.plain() : null;
        int leafEnd = cursor.place() + 1;
        if (stream == null || !cursor.next(PATH_IS)) {
            return null;
        }
        List<byte[]> path = path(cursor);
        long size = path != null && cursor.next(SIZE_IS) ? cursor.digits() : Cursor.UNSURE;
        boolean root = size > 0 && cursor.next(OF_ROOT);
        if (size <= index || size > Integer.MAX_VALUE || path.size() != length(index, size) || root && of.streams() != size || !root && !cursor.next(OF_CHANGED)
                || cursor.place() != text.text().length) {
            return null;
        }
        byte[] found = merkle.follow(merkle.leaf(text.text(), leaf, leafEnd), (int) index, (int) size, path);
        return HexFormat.of().formatHex(found).equals(root ? of.root() : of.changed()) ? new Proof(text.number(), no, stream, seq, cursor.text(hash), root, true) : null;
    }

    private static List<byte[]> path(Cursor cursor) {
        List<byte[]> path = new ArrayList<>();
        for (boolean more = cursor.next(QUOTE); more; more = cursor.next(NEXT)) {
            int step = cursor.hex();
            if (!cursor.next(QUOTE) || !cursor.lower(step) || path.size() == LONGEST) {
                return null;
            }
            path.add(cursor.digest(step));
        }
        return path;
    }

    /** Reads any line, strictly. */
    Proof strict(Text text) {
        JsonNode line = Strict.object(text.text(), 0, text.text().length);
        try {
            if (line != null) {
                return strict(line, text.number());
            }
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        return new Proof(text.number(), 0, null, 0, null, false, false);
    }

    private Proof strict(JsonNode line, long number) {
        long no = Members.number(line, "checkpoint");
        JsonNode leaf = line.path("leaf");
        String stream = Members.text(leaf, "stream");
        long seq = Members.number(leaf, "seq");
        String hash = Members.hash(leaf, "hash");
        boolean root = Members.text(line, "tree").equals("root");
        List<String> path = References.texts(line.get("path"));
        long index = Members.number(line, "index");
        long size = Members.number(line, "size");
        if (path == null || path.size() > LONGEST || !path.stream().allMatch(Members::isHash) || size < 1 || size > Integer.MAX_VALUE || index < 0 || index >= size) {
            throw new IllegalArgumentException("path");
        }
        Checkpoint of = checkpoints.get(no);
        boolean right = of != null && (!root || of.streams() == size) && path.size() == length(index, size)
                && Merkle.follow(Checkpoint.leaf(stream, seq, hash), (int) index, (int) size, path).equals(root ? of.root() : of.changed());
        return new Proof(number, no, stream, seq, hash, root, right);
    }

    /** How many steps the path of a leaf has. */
    private static int length(long index, long size) {
        int steps = 0;
        long at = index;
        for (long width = size; width > 1; width = (width + 1) / 2) {
            steps += (at ^ 1) < width ? 1 : 0;
            at >>= 1;
        }
        return steps;
    }

    /** By number of the entry; empty where no checkpoint in the pack saw the stream. */
    TreeMap<Long, Seen> of(String stream) {
        return seen.getOrDefault(stream, new TreeMap<>());
    }

    /** Whether the newest checkpoint shows the stream. */
    boolean atNewest(String stream) {
        return atNewest.contains(stream);
    }
}
