package vn.tusoi.ledger;

import java.util.List;

/**
 * Something that is wrong with a record.
 *
 * @param where the stream with the number, the checkpoint, the key or the row: the same in every language
 * @param args  what else the words of the kind need
 */
public record Fault(Kind kind, String where, List<Object> args) {

    /** What can be wrong; the words of each are {@code verify.fault.<KIND>}. */
    public enum Kind {
        /** The content does not have the digest that stands with it. */
        ENTRY_CHANGED,
        /** The entry does not follow the one before it. */
        LINK_BROKEN,
        /** Numbers are missing in a stream. */
        MISSING,
        /** An entry was written before another that has a smaller number. */
        REORDERED,
        /** An entry has a number that is there already. */
        REPEATED,
        /** The stream ends before its head, or before a checkpoint that saw more. */
        TAIL_MISSING,
        /** There is no entry at all: the first start makes one, so the table was emptied, which fires no trigger in an embedded database. */
        TRUNCATED,
        /** The stream goes on after its head, or the head names another last entry. */
        HEAD_WRONG,
        /** A checkpoint saw another entry at this place. */
        REWRITTEN,
        CHECKPOINT_CHANGED, CHECKPOINT_SIGNATURE, CHECKPOINT_LINK, CHECKPOINT_MISSING, CHECKPOINT_TREE, CHECKPOINT_CODE,
        /** A key that no key before it handed over to, or that is not the one the verifier was told. */
        FOREIGN_KEY,
        /** A key that had handed over to another one signed again, or the newest checkpoint is not by the key that the verifier was told or one after it. */
        KEY_SUPERSEDED,
        /** What was left in a second place is another checkpoint, or there is none of this number. */
        ANCHOR_DIFFERS, ANCHOR_MISSING,
        /** A time stamp that cannot be read or whose signature does not fit. */
        STAMP_BROKEN,
        /** A time stamp that was taken of something else than the checkpoint it stands with. */
        STAMP_DIFFERS,
        /** A time stamp whose certificate is missing or not for time stamps alone. */
        STAMP_PURPOSE,
        /** A time stamp from before its checkpoint, or from when its certificate was not valid. */
        STAMP_TIME,
        /** A time stamp by another authority than the one the verifier was told. */
        STAMP_FOREIGN,
        /** A time stamp that was got and is not there, or one of a checkpoint that is not there. */
        STAMP_MISSING,
        ROW_CHANGED, ROW_VANISHED, ROW_UNRECORDED, DOCUMENT_CHANGED,
        /** A kept file of a rule set or a draft that is not what its digest was taken of, or that is named and not there. */
        RULES_CHANGED, RULES_MISSING,
        /** Content that is gone, or a part of an entry, and no entry says that it was deleted. */
        DELETION_UNRECORDED,
        /** An entry says that content was deleted, and it is there. */
        DELETION_UNDONE,
        /** A deletion before the period of its kind was over, or under another period than the rule set has. */
        DELETION_EARLY,
        /** A deletion that no second person confirmed. */
        DELETION_ALONE,
        /** A deletion in what was held. */
        DELETION_HELD,
        /** A deletion that names content of another kind or case than its own. */
        DELETION_BEYOND,
        /** Only in packs: a file that the manifest does not name, names with another digest, or names in vain. */
        FILE_EXTRA, FILE_CHANGED, FILE_MISSING,
        /** A line that is not canonical JSON of the members that belong there. */
        LINE_UNREADABLE,
        /** An audit path that does not lead to its checkpoint's tree. */
        PROOF_WRONG,
        /** An entry that is older than the newest checkpoint, and no tree holds its stream. */
        UNCOVERED,
        /** A document that no entry in the pack speaks of. */
        DOCUMENT_UNKNOWN
    }

    static Fault of(Kind kind, String where, Object... args) {
        return new Fault(kind, where, List.of(args));
    }
}
