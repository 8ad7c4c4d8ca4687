package vn.tusoi.ledger.pack;

import java.io.IOException;

/** A file that is no pack, or one that was made to do harm: it is not read any further. */
public final class PackRefused extends IOException {

    private static final long serialVersionUID = 1;

    /** Why; the words of each are {@code verify.refused.<KIND>}. */
    public enum Kind {
        /** Not a ZIP, or a broken one. */
        NOT_A_ZIP,
        /** No manifest, or one that is not canonical JSON of format 1. */
        MANIFEST,
        /** A name that leads out of the pack or that not every machine can hold. */
        NAME,
        /** A name that is there twice. */
        TWICE,
        TOO_MANY_FILES,
        /** A file that unpacks to more than any pack holds, or far more than was packed. */
        TOO_LARGE,
        LINE_TOO_LONG
    }

    private final Kind kind;
    private final String where;

    PackRefused(Kind kind, String where) {
        super(kind + " " + where);
        this.kind = kind;
        this.where = where;
    }

    public Kind kind() {
        return kind;
    }

    /** The file within the pack, cut to what fits into a line. */
    public String where() {
        return where;
    }
}
