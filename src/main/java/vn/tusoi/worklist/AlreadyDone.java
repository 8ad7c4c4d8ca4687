package vn.tusoi.worklist;

import java.time.Instant;

/** The task is over: done by somebody (409), or ended by the process ({@code by} null). Nothing was changed. */
public class AlreadyDone extends RuntimeException {

    private final String by;
    private final transient Instant at;

    public AlreadyDone(String subjectCode, String by, Instant at) {
        super("already done: " + subjectCode);
        this.by = by;
        this.at = at;
    }

    public String by() {
        return by;
    }

    public Instant at() {
        return at;
    }
}
