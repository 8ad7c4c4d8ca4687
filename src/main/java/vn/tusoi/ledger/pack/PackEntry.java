package vn.tusoi.ledger.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A line of a file of entries, with its digests taken.
 *
 * @param number     of the line in its file
 * @param hash       the digest that stands in it
 * @param shown      whether both parts are there
 * @param who        digest of who acted, where that part is not shown; likewise {@code what}
 * @param whole      whether the parts that are shown have the digests in the head, and the head the one that stands with it
 * @param whatShown  whether what was done is shown, and the parts have the digests in the head
 * @param rows       what it says of business rows, where it does
 * @param content    what was done, for the acts that were asked for; {@code actor} likewise
 */
record PackEntry(long number, long seq, long tx, Instant at, String prev, String hash, boolean shown, String who, String what, boolean whole, boolean whatShown,
                 JsonNode rows, JsonNode content, JsonNode actor) {

    /** Stands for a line that cannot be read. */
    static PackEntry unreadable(long number) {
        return new PackEntry(number, 0, 0, null, null, null, false, null, null, false, false, null, null, null);
    }

    boolean readable() {
        return at != null;
    }
}
