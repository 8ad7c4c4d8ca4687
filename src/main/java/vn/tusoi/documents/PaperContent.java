package vn.tusoi.documents;

import java.time.Instant;
import java.util.Map;

/**
 * What is to be printed, read from what is kept now.
 *
 * @param subjectKind CASE, CONFERENCE, COLLECTIVE or ROUND: whose record the printing is entered in
 * @param subject     code of the case, conference or collective review; of a round and a unit {@code round/unit}
 * @param part        which of several: version, meeting, decision, sitting, a meeting's day as 20301215; 0 where there is only one
 * @param unit        code of the unit whose paper it is
 * @param digest      SHA-256 of the facts on the paper, hexadecimal; of a self-review that of its seal
 * @param since       when these facts came to stand; null where that is not kept
 * @param model       for the template {@code papers/<kind>}
 */
public record PaperContent(PaperKind kind, String subjectKind, String subject, int part, String unit, String digest, Instant since, Map<String, Object> model) {

    /** Code in whose record the printing is entered: of a round's unit that of the round. */
    String recordCode() {
        return subject.replaceAll("/.*", "");
    }
}
