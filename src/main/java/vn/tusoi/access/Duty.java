package vn.tusoi.access;

/**
 * What somebody did on a case, list, conference or round. One person has one duty on one subject:
 * any two different duties exclude one another, save those in the same {@link #camp}.
 * {@code COUNTER} is held on a list by those who counted at one of its conferences, on either side: they may not decide on what they counted.
 */
public enum Duty {
    AUTHOR("author"), ASSESSOR("cell"), RATER("rater"), OPINION("opinion"), INSPECTOR("inspector"), CONCLUDER("concluder"),
    PREPARER("preparer"), OPENER("opener"), CONVENER("preparer"), RECORDER("recorder"), COUNTER_A("a"), COUNTER_B("b"), COUNTER("counter"),
    RECONCILER("reconciler"), CHAIR("chair"), APPROVER("approver");

    private final String camp;

    Duty(String camp) {
        this.camp = camp;
    }

    public boolean excludes(Duty other) {
        return !camp.equals(other.camp);
    }
}
