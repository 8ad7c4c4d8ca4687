package vn.tusoi.ledger.pack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import vn.tusoi.ledger.Canonical;

/** A whole tree of RFC 6962 in memory, 64 bytes for a leaf, so that many audit paths cost one building. */
final class Tree {

    private final List<byte[][]> levels = new ArrayList<>();

    /** @param leaves at least one */
    Tree(List<String> leaves) {
        MessageDigest sha = Canonical.sha256();
        byte[][] level = new byte[leaves.size()][];
        for (int i = 0; i < level.length; i++) {
            sha.update((byte) 0);
            level[i] = sha.digest(leaves.get(i).getBytes(StandardCharsets.UTF_8));
        }
        levels.add(level);
        while (level.length > 1) {
            byte[][] above = new byte[(level.length + 1) / 2][];
            for (int i = 0; i < above.length; i++) {
                if (2 * i + 1 < level.length) {
                    sha.update((byte) 1);
                    sha.update(level[2 * i]);
                    above[i] = sha.digest(level[2 * i + 1]);
                } else {
                    above[i] = level[2 * i];            // alone: goes up as it is
                }
            }
            levels.add(above);
            level = above;
        }
    }

    String root() {
        return HexFormat.of().formatHex(levels.get(levels.size() - 1)[0]);
    }

    /** What is hashed with a leaf, from the bottom up. */
    List<String> path(int index) {
        List<String> path = new ArrayList<>();
        int at = index;
        for (byte[][] level : levels) {
            if ((at ^ 1) < level.length) {
                path.add(HexFormat.of().formatHex(level[at ^ 1]));
            }
            at >>= 1;
        }
        return path;
    }
}
