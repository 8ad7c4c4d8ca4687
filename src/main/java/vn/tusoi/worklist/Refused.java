package vn.tusoi.worklist;

import org.springframework.validation.Errors;

/**
 * An act that a rule or the state of things does not allow. Thrown inside a desk so that its transaction rolls back whole;
 * pages answer 422 with the words of {@code messageKey} and keep what was typed.
 */
public class Refused extends RuntimeException {

    private final String field;
    private final transient Object[] args;
    private boolean keeping;

    public Refused(String messageKey, Object... args) {
        this(null, messageKey, args);
    }

    private Refused(String field, String messageKey, Object[] args) {
        super(messageKey);
        this.field = field;
        this.args = args;
    }

    /** Points at the form field that is wrong. */
    public static Refused field(String field, String messageKey, Object... args) {
        return new Refused(field, messageKey, args);
    }

    /** What a desk did before the refusal stays done: that the task had to be refused is itself a fact. Thrown outside desks only. */
    public Refused keeping() {
        keeping = true;
        return this;
    }

    boolean keeps() {
        return keeping;
    }

    /** Puts the refusal beside its field, or above the form where it has none. */
    public void into(Errors errors) {
        if (field == null) {
            errors.reject(messageKey(), args(), messageKey());
        } else {
            errors.rejectValue(field, messageKey(), args(), messageKey());
        }
    }

    /** Does what a form asks for, where nothing in it is wrong; a refusal goes into the form. @return whether it was done */
    public static boolean taken(Errors form, Runnable act) {
        if (form.hasErrors()) {
            return false;
        }
        try {
            act.run();
            return true;
        } catch (Refused refused) {
            refused.into(form);
            return false;
        }
    }

    public String field() {
        return field;
    }

    public String messageKey() {
        return getMessage();
    }

    public Object[] args() {
        return args == null ? new Object[0] : args.clone();
    }
}
