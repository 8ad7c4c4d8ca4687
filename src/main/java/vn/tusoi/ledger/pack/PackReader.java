package vn.tusoi.ledger.pack;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import vn.tusoi.ledger.Canonical;

/** Reads the files of a ZIP that may have been made by an enemy: nothing is unpacked to disk, everything has a limit. */
final class PackReader implements Closeable {

    /** More than the streams of a province. */
    static final int FILES = 500_000;
    /** No file of a pack packs better than this; what does is a bomb. */
    static final long RATIO = 200;
    /** Below this many bytes the ratio says nothing. */
    static final long SMALL = 16 << 20;
    static final long LARGEST = 64L << 30;
    private static final int SHOWN = 120;


    private final ZipFile zip;
    private final long length;
    private final Map<String, ZipEntry> entries = new TreeMap<>();
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private final AtomicLong total = new AtomicLong();

    PackReader(Path file) throws IOException {
        try {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
            length = Files.size(file);
        } catch (NoSuchFileException | java.io.FileNotFoundException missing) {
            throw new NoSuchFileException(file.toString());
        } catch (ZipException | IllegalArgumentException wrong) {
            throw new PackRefused(PackRefused.Kind.NOT_A_ZIP, shown(String.valueOf(wrong.getMessage())));
        }
        try {
            index();
        } catch (IOException | RuntimeException wrong) {
            zip.close();
            throw wrong;
        }
    }

    private void index() throws IOException {
        if (zip.size() > FILES) {
            throw new PackRefused(PackRefused.Kind.TOO_MANY_FILES, String.valueOf(zip.size()));
        }
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements();) {
            ZipEntry entry = all.nextElement();
            String name = entry.getName();
            if (!PackFiles.NAME.matcher(name).matches()) {
                throw new PackRefused(PackRefused.Kind.NAME, shown(name));
            }
            if (entries.put(name, entry) != null) {
                throw new PackRefused(PackRefused.Kind.TWICE, name);
            }
        }
    }

    /** Printable, and short. */
    private static String shown(String text) {
        String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
        return clean.length() > SHOWN ? clean.substring(0, SHOWN) + "…" : clean;
    }

    Set<String> names() {
        return entries.keySet();
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** SHA-256 of a file that was read. */
    String digest(String name) {
        return digests.get(name);
    }

    /** The lines of a file; none where there is no such file. Several files can be read at once. */
    FileLines lines(String name) throws IOException {
        if (!has(name)) {
            return new FileLines(name, InputStream.nullInputStream(), 0, () -> { });
        }
        MessageDigest sha = Canonical.sha256();
        return new FileLines(name, open(name, sha), entries.get(name).getSize(), () -> digests.put(name, HexFormat.of().formatHex(sha.digest())));
    }

    /** A file as a whole. @throws PackRefused where it is longer than eight lines may be */
    byte[] bytes(String name) throws IOException {
        MessageDigest sha = Canonical.sha256();
        try (InputStream in = open(name, sha)) {
            byte[] content = in.readNBytes(PackFiles.LINE * 8);
            if (in.read() >= 0) {
                throw new PackRefused(PackRefused.Kind.TOO_LARGE, name);
            }
            digests.put(name, HexFormat.of().formatHex(sha.digest()));
            return content;
        } catch (ZipException | EOFException broken) {
            throw new PackRefused(PackRefused.Kind.NOT_A_ZIP, name);
        }
    }

    /** Reads a file for its digest only. */
    void skim(String name) throws IOException {
        MessageDigest sha = Canonical.sha256();
        try (InputStream in = open(name, sha)) {
            in.transferTo(OutputStream.nullOutputStream());
            digests.put(name, HexFormat.of().formatHex(sha.digest()));
        } catch (ZipException | EOFException broken) {
            throw new PackRefused(PackRefused.Kind.NOT_A_ZIP, name);
        }
    }

    private InputStream open(String name, MessageDigest sha) throws IOException {
        ZipEntry entry = entries.get(name);
        try {
            return new DigestInputStream(new Limited(zip.getInputStream(entry), entry), sha);
        } catch (ZipException | EOFException broken) {
            throw new PackRefused(PackRefused.Kind.NOT_A_ZIP, name);
        }
    }

    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException wrong) {
            return null;
        }
    }

    /** Counts what really comes out, whatever the ZIP says of it. */
    private final class Limited extends FilterInputStream {

        private final ZipEntry entry;
        private long size;

        Limited(InputStream in, ZipEntry entry) {
            super(in);
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                count(1);
            }
            return b;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            if (n > 0) {
                count(n);
            }
            return n;
        }

        private void count(int n) throws PackRefused {
            size += n;
            long all = total.addAndGet(n);
            // what the ZIP says of its parts may be a lie, and parts may lie over one another: all of it together cannot be more than the file can hold
            if (all > LARGEST || all > SMALL && all / RATIO > length || size > SMALL && size / RATIO > Math.max(1, entry.getCompressedSize())) {
                throw new PackRefused(PackRefused.Kind.TOO_LARGE, entry.getName());
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
