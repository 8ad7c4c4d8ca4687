package vn.tusoi.ledger.pack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
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

    interface Lines {
        /** @param text null where the line is not UTF-8 */
        void take(String text, long number) throws IOException;
    }

    private final ZipFile zip;
    private final long length;
    private final Map<String, ZipEntry> entries = new TreeMap<>();
    private final Map<String, String> digests = new TreeMap<>();
    private long total;

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

    /** Reads a file to its end line by line; does nothing where there is none. */
    void lines(String name, Lines lines) throws IOException {
        if (!has(name)) {
            return;
        }
        read(name, in -> {
            ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
            long number = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    lines.take(text(line.toByteArray()), ++number);
                    line.reset();
                } else {
                    if (line.size() >= PackFiles.LINE) {
                        throw new PackRefused(PackRefused.Kind.LINE_TOO_LONG, name + " " + (number + 1));
                    }
                    line.write(b);
                }
            }
            if (line.size() > 0) {
                lines.take(text(line.toByteArray()), ++number);
            }
        });
    }

    /** A file as a whole. @throws PackRefused where it is longer than a line may be */
    byte[] bytes(String name) throws IOException {
        byte[][] content = new byte[1][];
        read(name, in -> {
            content[0] = in.readNBytes(PackFiles.LINE * 8);
            if (in.read() >= 0) {
                throw new PackRefused(PackRefused.Kind.TOO_LARGE, name);
            }
        });
        return content[0];
    }

    /** Reads a file for its digest only. */
    void skim(String name) throws IOException {
        read(name, in -> { });
    }

    private interface Work {
        void on(InputStream in) throws IOException;
    }

    private void read(String name, Work work) throws IOException {
        ZipEntry entry = entries.get(name);
        MessageDigest sha = Canonical.sha256();
        try (InputStream in = new BufferedInputStream(new DigestInputStream(new Limited(zip.getInputStream(entry), entry), sha), 1 << 16)) {
            work.on(in);
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (ZipException | java.io.EOFException broken) {
            throw new PackRefused(PackRefused.Kind.NOT_A_ZIP, name);
        }
        digests.put(name, HexFormat.of().formatHex(sha.digest()));
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
            total += n;
            // what the ZIP says of its parts may be a lie, and parts may lie over one another: all of it together cannot be more than the file can hold
            if (total > LARGEST || total > SMALL && total / RATIO > length || size > SMALL && size / RATIO > Math.max(1, entry.getCompressedSize())) {
                throw new PackRefused(PackRefused.Kind.TOO_LARGE, entry.getName());
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
