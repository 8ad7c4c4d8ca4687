package vn.tusoi.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import vn.tusoi.rulebook.Item;

/**
 * A sealed self-review as it is read.
 *
 * @param version    1 for the first sealed, counted up with each correction
 * @param acts       what was declared of the acts that members must not do
 * @param onTime     sealed by the day it was due; for a correction that of the first
 * @param correction why the version before was sent back, null for the first
 * @param intact     whether the content still fits its digest; false where it was deleted
 * @param deleted    whether the text was deleted when its period was over: figures and digest are left
 */
public record SelfReview(String caseCode, int version, FormKind kind, Written written, List<Answer> standards, List<Part> sections, List<Item> acts, String digest,
                         boolean intact, boolean deleted, boolean onTime, LocalDate dueOn, String correction, Instant sealedAt, String sealedName) {

    /** A standard with what was written of it. */
    public record Answer(Item item, Grade grade, String text) { }

    public record Part(Item item, String text) { }

    public int points() {
        return written.points();
    }

    public int year() {
        return written.year();
    }

    public String ruleSet() {
        return written.ruleSet();
    }

    public String form() {
        return written.form();
    }

    /** The digest as people compare it: its first sixteen signs in fours. */
    public String shortDigest() {
        return digestInGroups().substring(0, 19);
    }

    /** The whole digest in fours. */
    public String digestInGroups() {
        return digest.replaceAll("(.{4})(?=.)", "$1 ");
    }

    public Answer standard(String code) {
        return standards.stream().filter(a -> a.item().code().equals(code)).findFirst().orElse(null);
    }

    public Part section(String code) {
        return sections.stream().filter(a -> a.item().code().equals(code)).findFirst().orElse(null);
    }
}
