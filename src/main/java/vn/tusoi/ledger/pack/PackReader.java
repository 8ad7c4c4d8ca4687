package vn.tusoi.ledger.pack;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
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

    interface Lines {
        /** @param text null where the line is not UTF-8 */
        void take(String text, long number) throws IOException;
    }

    /** A line where it stands in a buffer, which is used again after it was taken. */
    interface Spans {
        void take(byte[] buffer, int from, int to, long number) throws IOException;
    }

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST = 0x8080808080808080L;
    private static final int LEAST = 1 << 13;
    private static final int MOST = 1 << 16;

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

    /** Reads a file to its end line by line; does nothing where there is none. */
    void lines(String name, Lines lines) throws IOException {
        spans(name, (buffer, from, to, number) -> lines.take(text(Arrays.copyOfRange(buffer, from, to)), number));
    }

    /** Reads a file to its end line by line, without making objects of the lines; does nothing where there is none. Several files can be read at once. */
    void spans(String name, Spans lines) throws IOException {
        if (has(name)) {
            read(name, in -> spans(name, in, lines));
        }
    }

    private void spans(String name, InputStream in, Spans lines) throws IOException {
        byte[] buffer = new byte[(int) Math.max(LEAST, Math.min(MOST, entries.get(name).getSize() + 1))];
        int held = 0;
        long number = 0;
        for (int n = in.read(buffer, 0, buffer.length); n >= 0; n = in.read(buffer, held, buffer.length - held)) {
            int from = 0;
            for (int end = newline(buffer, held, held + n); end < held + n; end = newline(buffer, from, held + n)) {
                lines.take(buffer, from, within(name, from, end, number), ++number);
                from = end + 1;
            }
            held = within(name, from, held + n, number) - from;
            byte[] next = held == buffer.length ? new byte[buffer.length * 2] : buffer;
            System.arraycopy(buffer, from, next, 0, held);
            buffer = next;
        }
        if (held > 0) {
            lines.take(buffer, 0, held, ++number);
        }
    }

    /** Where the next line ends, {@code to} where none does. */
    private static int newline(byte[] buffer, int from, int to) {
        int at = from;
        while (at + 8 <= to && !newline((long) EIGHT.get(buffer, at))) {
            at += 8;
        }
        while (at < to && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Whether one of eight bytes ends a line. */
    private static boolean newline(long eight) {
        long ends = eight ^ ONES * '\n';
        return (ends - ONES & ~ends & HIGHEST) != 0;
    }

    private static int within(String name, int from, int to, long before) throws PackRefused {
        if (to - from > PackFiles.LINE) {
            throw new PackRefused(PackRefused.Kind.LINE_TOO_LONG, name + " " + (before + 1));
        }
        return to;
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
        try (InputStream in = new DigestInputStream(new Limited(zip.getInputStream(entry), entry), sha)) {
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
