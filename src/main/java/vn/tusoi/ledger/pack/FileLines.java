package vn.tusoi.ledger.pack;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.ZipException;

/** The lines of a file, one after the other, where they stand in a buffer that is used again. */
final class FileLines implements Closeable {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST = 0x8080808080808080L;
    private static final long LEAST = 1 << 13;
    private static final long MOST = 1 << 16;

    private final String name;
    private final InputStream in;
    private final Runnable atEnd;
    private byte[] buffer;
    private int filled;
    private int scanned;
    private int begin;
    private int from;
    private int to;
    private long number;
    private boolean ended;

    /** @param size how long the file says it is @param atEnd called once all was read */
    FileLines(String name, InputStream in, long size, Runnable atEnd) {
        this.name = name;
        this.in = in;
        this.atEnd = atEnd;
        this.buffer = new byte[(int) Math.max(LEAST, Math.min(MOST, size + 1))];
    }

    /** Goes on to the next line; what was there of the last one is no longer there. @throws PackRefused where it is too long, or the file is broken */
    boolean next() throws IOException {
        while (true) {
            int end = newline(buffer, scanned, filled);
            if (end < filled || ended && begin < filled) {
                from = begin;
                to = within(end);
                begin = Math.min(filled, end + 1);
                scanned = begin;
                number++;
                return true;
            }
            if (ended) {
                return false;
            }
            scanned = filled;
            fill();
        }
    }

    private void fill() throws IOException {
        int held = within(filled) - begin;
        byte[] next = held == buffer.length ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, begin, next, 0, held);
        buffer = next;
        begin = 0;
        scanned = held;
        filled = held;
        try {
            int n = in.read(buffer, held, buffer.length - held);
            if (n < 0) {
                ended = true;
                atEnd.run();
            } else {
                filled += n;
            }
        } catch (ZipException | EOFException broken) {
            throw new PackRefused(PackRefused.Kind.NOT_A_ZIP, name);
        }
    }

    private int within(int end) throws PackRefused {
        if (end - begin > PackFiles.LINE) {
            throw new PackRefused(PackRefused.Kind.LINE_TOO_LONG, name + " " + (number + 1));
        }
        return end;
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

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Of the line, from 1. */
    long number() {
        return number;
    }

    /** The line for good. */
    byte[] copy() {
        return Arrays.copyOfRange(buffer, from, to);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
