package vn.tusoi.access;

/**
 * An act or a reading that is not this person's. {@code messageKey} with {@code args} says why, and what to do, in the reader's language.
 */
public abstract sealed class Denied extends RuntimeException permits Denied.Hidden, Denied.Forbidden {

    private final transient Object[] args;

    private Denied(String messageKey, Object... args) {
        super(messageKey);
        this.args = args;
    }

    public String messageKey() {
        return getMessage();
    }

    public Object[] args() {
        return args == null ? new Object[0] : args.clone();
    }

    /** Does not exist for this person: 404. */
    public static final class Hidden extends Denied {
        public Hidden(String code) {
            super("denied.hidden", code);
        }
    }

    /** Exists and is known to this person's unit, but is not theirs to do or read: 403. */
    public static final class Forbidden extends Denied {
        public Forbidden(String messageKey, Object... args) {
            super(messageKey, args);
        }
    }
}
