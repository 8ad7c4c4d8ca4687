package vn.tusoi.rulebook.local;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One version of something that a unit adds to the rule set in force.
 *
 * @param code       stable: begins with the unit's code
 * @param parent     central article of the ethics standards under which a {@link Kind#STANDARD} stands
 * @param key        value that a {@link Kind#VALUE} sharpens, {@code number} its sharper value
 * @param postClass  class of posts it is for; null: not bound to one
 * @param profession how the names of posts begin that it is for, by semicolon; null: not bound to any. With neither, it is for everybody
 * @param docNo      number of the unit's own resolution, {@code docDate} its date
 * @param validTo    last day; null while no end was approved
 * @param endOn      last day that somebody asked for and nobody approved yet; null where nobody did
 */
public record LocalCriterion(String code, int version, String unit, Kind kind, String parent, String key, Integer number, String vi, String en, String hintVi,
                             String hintEn, String postClass, String profession, String docNo, LocalDate docDate, LocalDate validFrom, LocalDate validTo,
                             State state, String proposedBy, String proposedName, Instant proposedAt, String decidedBy, String decidedName, Instant decidedAt,
                             String refusal, LocalDate endOn, String endReason, String endBy, String endName) {

    /** An ethics criterion under a central article, an item of the inspection's list, or a sharper value. */
    public enum Kind {
        STANDARD("D"), CHECK("K"), VALUE("G");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }

        String letter() {
            return letter;
        }
    }

    public enum State { PROPOSED, IN_FORCE, REFUSED }

    /** Whether it applies to cases that open on this day. */
    public boolean appliesOn(LocalDate day) {
        return state == State.IN_FORCE && !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /** Whether somebody asked for an end that waits for a second person. */
    public boolean endAsked() {
        return endOn != null && validTo == null;
    }

    public boolean forEverybody() {
        return postClass == null && profession == null;
    }

    /** As records and sealed texts name it. */
    public String ref() {
        return code + " v" + version;
    }

    public String text(String language) {
        return "en".equals(language) && en != null ? en : vi;
    }

    public String hint(String language) {
        return "en".equals(language) && hintEn != null ? hintEn : hintVi;
    }
}
