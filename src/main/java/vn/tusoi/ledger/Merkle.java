package vn.tusoi.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** The Merkle tree of RFC 6962: leaves are hashed after a zero byte, pairs after a one, so that neither can pass for the other. */
public final class Merkle {

    private static final int HASH = 32;

    private final MessageDigest sha = Canonical.sha256();
    private final byte[] pair = new byte[1 + 2 * HASH];
    private final Deque<byte[]> roots = new ArrayDeque<>();       // of complete subtrees, the smallest first
    private long size;

    public Merkle() {
        pair[0] = 1;
    }

    /** Adds a leaf. */
    public void add(String leaf) {
        byte[] hash = leaf(leaf);
        for (long n = size; (n & 1) == 1; n >>= 1) {
            hash = node(roots.pop(), hash);
        }
        roots.push(hash);
        size++;
    }

    public long size() {
        return size;
    }

    /** Root of what was added so far, hexadecimal; the digest of nothing for an empty tree. */
    public String root() {
        byte[] root = null;
        for (byte[] left : roots) {
            root = root == null ? left : node(left, root);
        }
        return HexFormat.of().formatHex(root == null ? sha.digest() : root);
    }

    private byte[] leaf(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return leaf(bytes, 0, bytes.length);
    }

    private byte[] node(byte[] left, byte[] right) {
        System.arraycopy(left, 0, pair, 1, HASH);
        System.arraycopy(right, 0, pair, 1 + HASH, HASH);
        return sha.digest(pair);
    }

    /** What has to be hashed with a leaf, from the bottom up, to come to the root: its audit path in RFC 6962. */
    public static List<String> proof(List<String> leaves, int index) {
        Merkle tree = new Merkle();
        List<String> path = new ArrayList<>();
        tree.path(leaves.stream().map(tree::leaf).toList(), index, path);
        return path;
    }

    private byte[] path(List<byte[]> leaves, int index, List<String> path) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int half = Integer.highestOneBit(leaves.size() - 1);
        boolean left = index >= 0 && index < half;
        byte[] one = path(leaves.subList(0, half), left ? index : -1, path);
        byte[] other = path(leaves.subList(half, leaves.size()), left || index < 0 ? -1 : index - half, path);
        if (index >= 0) {
            path.add(HexFormat.of().formatHex(left ? other : one));
        }
        return node(one, other);
    }

    /** Root that a leaf comes to by its {@link #proof}. */
    public static String follow(String leaf, int index, int size, List<String> proof) {
        Merkle tree = new Merkle();
        return HexFormat.of().formatHex(tree.follow(tree.leaf(leaf), index, size, proof.stream().map(HexFormat.of()::parseHex).toList()));
    }

    /** The same with digests, of the leaf too. */
    public byte[] follow(byte[] leaf, int index, int size, List<byte[]> proof) {
        byte[] hash = leaf;
        int at = index;
        int last = size - 1;
        for (byte[] other : proof) {
            if ((at & 1) == 1 || at == last) {
                hash = node(other, hash);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, other);
            }
            at >>= 1;
            last >>= 1;
        }
        return hash;
    }

    /** Digest of a leaf that stands somewhere in UTF-8. */
    public byte[] leaf(byte[] text, int from, int to) {
        sha.update((byte) 0);
        sha.update(text, from, to - from);
        return sha.digest();
    }
}
