package vn.tusoi.ledger.pack;

/**
 * Walks over bytes that may be canonical JSON, without making objects of them. It is sure, or it does not know: escapes, names outside ASCII, long numbers and
 * whatever is wrong are left to {@link Strict}.
 */
final class CanonicalScan {

    /** Where the bytes are not surely canonical. */
    static final int UNSURE = -1;
    private static final int DEEPEST = 8;
    private static final int DIGITS = 15;

    private byte[] text;
    private int to;
    private boolean wide;
    private int wanted;
    private byte[] name;
    private int from;
    private int end;

    /**
     * @param offset where the object begins
     * @param limit  where its bytes end at the latest
     * @param member a member of the object itself whose place is wanted, or null
     * @return the place after the object, or {@link #UNSURE}
     */
    int object(byte[] bytes, int offset, int limit, byte[] member) {
        text = bytes;
        to = limit;
        name = member;
        from = UNSURE;
        return offset < limit && bytes[offset] == '{' ? object(offset, 1) : UNSURE;
    }

    /** Whether bytes outside ASCII were met since {@link #begin}: they may be no UTF-8. */
    boolean wide() {
        return wide;
    }

    void begin() {
        wide = false;
    }

    /** Where the wanted member's value begins; {@link #UNSURE} where there is none. */
    int memberFrom() {
        return from;
    }

    int memberTo() {
        return end;
    }

    private int object(int open, int depth) {
        int at = open + 1;
        if (at < to && text[at] == '}') {
            return at + 1;
        }
        int last = UNSURE;
        int lastEnd = UNSURE;
        while (at < to && text[at] == '"') {
            int begin = at + 1;
            int close = name(begin);
            if (close == UNSURE || last != UNSURE && compare(last, lastEnd, begin, close) >= 0 || close + 1 >= to || text[close + 1] != ':') {
                return UNSURE;
            }
            last = begin;
            lastEnd = close;
            int value = close + 2;
            at = value(value, depth);
            if (at == UNSURE || at >= to) {
                return UNSURE;
            }
            if (depth == 1 && name != null && is(begin, close)) {
                from = value;
                end = at;
            }
            if (text[at] == '}') {
                return at + 1;
            }
            if (text[at++] != ',') {
                return UNSURE;
            }
        }
        return UNSURE;
    }

    private boolean is(int begin, int close) {
        return java.util.Arrays.equals(text, begin, close, name, 0, name.length);
    }

    private int array(int open, int depth) {
        int at = open + 1;
        if (at < to && text[at] == ']') {
            return at + 1;
        }
        while (at < to) {
            at = value(at, depth);
            if (at == UNSURE || at >= to) {
                return UNSURE;
            }
            if (text[at] == ']') {
                return at + 1;
            }
            if (text[at++] != ',') {
                return UNSURE;
            }
        }
        return UNSURE;
    }

    private int value(int at, int depth) {
        if (at >= to) {
            return UNSURE;
        }
        byte first = text[at];
        if (first == '"') {
            return string(at + 1);
        }
        if (first == '{' || first == '[') {
            return depth == DEEPEST ? UNSURE : first == '{' ? object(at, depth + 1) : array(at, depth + 1);
        }
        if (first == 't') {
            return word(at, TRUE);
        }
        return first == 'f' ? word(at, FALSE) : number(at);
    }

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private int word(int at, byte[] word) {
        return at + word.length <= to && java.util.Arrays.equals(text, at, at + word.length, word, 0, word.length) ? at + word.length : UNSURE;
    }

    /** After the closing quotation mark. */
    private int string(int begin) {
        for (int at = begin; at < to; at++) {
            byte b = text[at];
            if (b == '"') {
                return at + 1;
            }
            if (b < 0) {
                wide = true;
            } else if (b < 0x20 || b == '\\') {
                return UNSURE;
            }
        }
        return UNSURE;
    }

    /** At the closing quotation mark of a name. */
    private int name(int begin) {
        for (int at = begin; at < to; at++) {
            byte b = text[at];
            if (b == '"') {
                return at;
            }
            if (b < 0x20 || b == '\\') {
                return UNSURE;
            }
        }
        return UNSURE;
    }

    private int number(int begin) {
        int at = text[begin] == '-' ? begin + 1 : begin;
        int digits = at;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        boolean plain = at > digits && at - digits <= DIGITS && (text[digits] != '0' || at == digits + 1 && digits == begin);
        return plain ? at : UNSURE;
    }

    private int compare(int a, int aEnd, int b, int bEnd) {
        return java.util.Arrays.compare(text, a, aEnd, text, b, bEnd);
    }
}
