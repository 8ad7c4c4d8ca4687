package vn.tusoi.ledger;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what is deleted with what the record says was deleted. Both sides go to files, divided by the digests of the texts, so that memory does not grow
 * with their number.
 */
final class DeletionCheck implements Closeable {

    private static final int PARTS = 16;

    private final Faults faults;
    private final Path folder;
    private final DataOutputStream[] recorded = new DataOutputStream[PARTS];
    private final DataOutputStream[] found = new DataOutputStream[PARTS];

    DeletionCheck(Faults faults) throws IOException {
        this.faults = faults;
        folder = Files.createTempDirectory("tusoi-deleted");
        for (int i = 0; i < PARTS; i++) {
            recorded[i] = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve("r" + i))));
            found[i] = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve("f" + i))));
        }
    }

    private static int part(String digest) {
        return digest == null || digest.isEmpty() ? 0 : Math.floorMod(digest.hashCode(), PARTS);
    }

    /** Takes what an entry says was deleted. */
    void recorded(Deletion deletion) throws IOException {
        for (Deletion.Cell cell : deletion.cells()) {
            DataOutputStream out = recorded[part(cell.digest())];
            out.writeUTF(cell.name() + " " + cell.digest());
            out.writeUTF(deletion.where());
        }
    }

    /** Takes the digests that a row holds in the place of texts; null: the texts are there. */
    void found(DigestedTable table, List<String> key, String digests) throws IOException {
        if (digests != null) {
            for (Map.Entry<String, String> kept : Cells.kept(digests).entrySet()) {
                found(new Deletion.Cell(table.name(), key, kept.getKey(), kept.getValue()));
            }
        }
    }

    /** Takes an entry, a part of which may have been taken out: its digest then, otherwise null. */
    void entry(String stream, long seq, String who, String what) throws IOException {
        if (who != null) {
            found(new Deletion.Cell(Deletion.ENTRIES, List.of(stream, Long.toString(seq)), "who", who));
        }
        if (what != null) {
            found(new Deletion.Cell(Deletion.ENTRIES, List.of(stream, Long.toString(seq)), "what", what));
        }
    }

    private void found(Deletion.Cell cell) throws IOException {
        DataOutputStream out = found[part(cell.digest())];
        out.writeUTF(cell.name() + " " + cell.digest());
        out.writeUTF(cell.name());
    }

    private interface Pair {
        void take(String cell, String said);
    }

    private void each(String name, Pair pair) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(folder.resolve(name))))) {
            while (true) {
                String cell;
                try {
                    cell = in.readUTF();
                } catch (EOFException end) {
                    return;
                }
                pair.take(cell, in.readUTF());
            }
        }
    }

    /** Names what is deleted without an entry that says so, and what an entry says was deleted and is there. */
    void end() throws IOException {
        for (int i = 0; i < PARTS; i++) {
            recorded[i].close();
            found[i].close();
            Map<String, String> said = new HashMap<>();
            each("r" + i, said::put);
            Set<String> gone = new HashSet<>();
            each("f" + i, (cell, name) -> {
                gone.add(cell);
                if (!said.containsKey(cell)) {
                    faults.add(Fault.Kind.DELETION_UNRECORDED, name);
                }
            });
            said.forEach((cell, where) -> {
                if (!gone.contains(cell)) {
                    faults.add(Fault.Kind.DELETION_UNDONE, cell.substring(0, cell.lastIndexOf(' ')), where);
                }
            });
        }
    }

    @Override
    public void close() throws IOException {
        for (int i = 0; i < PARTS; i++) {
            recorded[i].close();
            found[i].close();
            Files.deleteIfExists(folder.resolve("r" + i));
            Files.deleteIfExists(folder.resolve("f" + i));
        }
        Files.deleteIfExists(folder);
    }
}
