package vn.tusoi.worklist;

import java.time.Instant;
import java.util.List;
import vn.tusoi.access.Actor;

/** Port: what other people propose and somebody else has to decide, outside of any process, so that "my work" can tell of it. */
public interface Proposals {

    /**
     * Something that waits for a second person.
     *
     * @param href    page on which it is decided
     * @param message key of the words that say what it is, with their arguments
     * @param by      name of the person who proposes it
     * @param at      since when it waits, null where that is not kept
     */
    record Proposal(String href, String message, List<Object> args, String by, Instant at) { }

    /** What this person may decide now, the oldest first; never what they proposed themselves. */
    List<Proposal> waitingFor(Actor actor);
}
