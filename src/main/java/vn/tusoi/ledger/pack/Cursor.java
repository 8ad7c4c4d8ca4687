package vn.tusoi.ledger.pack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Goes through a line as the program writes it, piece by piece, without making objects of what stands there. */
final class Cursor {

    /** In the place of a number: what stands there is not surely one. */
    static final int UNSURE = -1;
    static final int HEX_LENGTH = 64;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int DIGITS = 15;
    /** Value of a hexadecimal digit, below 0 for what is none. */
    private static final byte[] VALUES = new byte[128];

    static {
        for (int i = 0; i < VALUES.length; i++) {
            VALUES[i] = (byte) (i >= '0' && i <= '9' ? i - '0' : i >= 'a' && i <= 'f' ? i - 'a' + 10 : UNSURE);
        }
    }

    private byte[] line;
    private int place;
    private int to;

    void on(byte[] buffer, int from, int end) {
        line = buffer;
        place = from;
        to = end;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    int place() {
        return place;
    }

    void place(int at) {
        place = at;
    }

    /** Whether these bytes stand here; then goes on behind them. */
    boolean next(byte[] expected) {
        int end = place + expected.length;
        if (end > to) {
            return false;
        }
        int i = 0;
        for (; i + 8 <= expected.length; i += 8) {
            if ((long) EIGHT.get(line, place + i) != (long) EIGHT.get(expected, i)) {
                return false;
            }
        }
        for (; i < expected.length; i++) {
            if (line[place + i] != expected[i]) {
                return false;
            }
        }
        place = end;
        return true;
    }

    /** Goes on behind a digest, says where it begins. That it is one, and all of it within the line, shows later. */
    int hex() {
        place += HEX_LENGTH;
        return place - HEX_LENGTH;
    }

    /** Whether a digest stands there. */
    boolean lower(int hex) {
        for (int i = hex; i < hex + HEX_LENGTH; i++) {
            if (line[i] < 0 || VALUES[line[i]] < 0) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of a digest that {@link #lower} has seen. */
    byte[] digest(int hex) {
        byte[] digest = new byte[HEX_LENGTH / 2];
        for (int i = 0; i < digest.length; i++) {
            digest[i] = (byte) (VALUES[line[hex + 2 * i]] << 4 | VALUES[line[hex + 2 * i + 1]]);
        }
        return digest;
    }

    String text(int hex) {
        return new String(line, hex, HEX_LENGTH, StandardCharsets.ISO_8859_1);
    }

    /** A number without sign that every reader keeps exact. */
    long digits() {
        int begin = place;
        long value = 0;
        while (place < to && place - begin <= DIGITS && line[place] >= '0' && line[place] <= '9') {
            value = value * 10 + line[place++] - '0';
        }
        int many = place - begin;
        return many == 0 || many > DIGITS || many > 1 && line[begin] == '0' ? UNSURE : value;
    }

    /** A text of ASCII without escapes, up to its closing quotation mark, behind which it goes on; null where there is none. */
    String plain() {
        int begin = place;
        while (place < to && line[place] >= 0x20 && line[place] != '"' && line[place] != '\\') {
            place++;
        }
        return place < to && line[place] == '"' ? new String(line, begin, place++ - begin, StandardCharsets.ISO_8859_1) : null;
    }


    int two(int at) {
        return (line[at] - '0') * 10 + line[at + 1] - '0';
    }
}
