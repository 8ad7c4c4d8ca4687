package vn.tusoi.briefings;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A text that is made known to cells.
 *
 * @param owner      code of the unit whose board published it
 * @param place      where it can be read
 * @param fileDigest SHA-256 of its file, hexadecimal; null where none was given
 * @param due        day by which every cell has held its session and every member has read it
 * @param remindedAt when the board reminded those that are not done; null before
 */
public record Briefing(String code, String owner, String title, String textNo, LocalDate textDate, String place, String fileDigest, LocalDate due, Instant publishedAt,
                       String publishedName, Instant remindedAt, String remindedName) {

    /** Whether the place is an address that a browser opens. */
    public boolean link() {
        return place.startsWith("http://") || place.startsWith("https://");
    }
}
