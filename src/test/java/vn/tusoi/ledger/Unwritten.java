package vn.tusoi.ledger;

import java.util.List;

/** What the running transaction of a test would enter if it were committed. */
public final class Unwritten {

    private Unwritten() { }

    /** Act and detail of each entry by this person, in order. */
    public static List<String> by(String username) {
        Pending pending = Pending.current();
        return pending == null ? List.of() : pending.lines().stream().filter(l -> username.equals(l.username())).map(l -> l.act() + " " + l.detail()).toList();
    }
}
