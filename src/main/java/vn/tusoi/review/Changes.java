package vn.tusoi.review;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.tusoi.rulebook.Item;

/** What is different between two sealed versions, place by place and word by word. */
public final class Changes {

    private Changes() { }

    public enum Kind { SAME, REMOVED, ADDED }

    /** Some words that stayed, went or came. */
    public record Piece(Kind kind, String text) { }

    /**
     * A place that differs.
     *
     * @param item what it is called: an item of a catalogue, or null
     * @param key  a message in its stead, with {@code about}
     */
    public record Change(Item item, String key, String about, List<Piece> pieces) { }

    /** In the order of the form; places that are the same are left out. */
    public static List<Change> between(SelfReview before, SelfReview after) {
        List<Change> changes = new ArrayList<>();
        Written a = before.written();
        Written b = after.written();
        for (SelfReview.Answer one : after.standards()) {
            SelfReview.Answer was = before.standard(one.item().code());
            add(changes, one.item(), null, null, was == null ? "" : was.text(), one.text());
            add(changes, one.item(), "review.changes.grade", null, was == null ? "" : was.grade().name(), one.grade().name());
        }
        for (SelfReview.Part one : after.sections()) {
            SelfReview.Part was = before.section(one.item().code());
            add(changes, one.item(), null, null, was == null ? "" : was.text(), one.text());
        }
        add(changes, null, "review.leading", null, a.leading(), b.leading());
        for (Written.Remedy one : b.remedies()) {
            Written.Remedy was = a.remedies().stream().filter(r -> r.caseCode().equals(one.caseCode()) && r.version() == one.version() && r.no() == one.no()).findFirst().orElse(null);
            add(changes, null, "review.remedy.of", one.commitment(), was == null ? "" : was.text(), one.text());
        }
        for (Written.Matter one : b.matters()) {
            Written.Matter was = a.matters().stream().filter(m -> m.no() == one.no()).findFirst().orElse(null);
            add(changes, null, "review.matter.of", String.valueOf(one.no()), was == null ? "" : was.answer(), one.answer());
        }
        add(changes, null, "review.acts", null, acts(a), acts(b));
        add(changes, null, "review.commitments", null, lines(a), lines(b));
        add(changes, null, "review.tasks.given", null, a.tasks().given(), b.tasks().given());
        add(changes, null, "review.tasks.onTime", null, a.tasks().onTime(), b.tasks().onTime());
        add(changes, null, "review.tasks.beyond", null, a.tasks().beyond(), b.tasks().beyond());
        add(changes, null, "review.points.general", null, a.generalPoints(), b.generalPoints());
        add(changes, null, "review.points.task", null, a.taskPoints(), b.taskPoints());
        add(changes, null, "review.rating.official", null, a.ratingOfficial(), b.ratingOfficial());
        add(changes, null, "review.rating.member", null, a.ratingMember(), b.ratingMember());
        return changes;
    }

    private static String acts(Written w) {
        return w.acts() == null ? "" : Stream.concat(w.acts().codes().stream(), Stream.of(w.acts().text())).filter(t -> !t.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static String lines(Written w) {
        return w.commitments().stream().map(c -> c.text() + " (" + c.until() + ")").collect(Collectors.joining("\n"));
    }

    private static void add(List<Change> changes, Item item, String key, String about, Object before, Object after) {
        String a = Objects.toString(before, "");
        String b = Objects.toString(after, "");
        if (!a.equals(b)) {
            changes.add(new Change(item, key, about, pieces(a, b)));
        }
    }

    /** Words with the space after them, so that the pieces put together are the texts again. */
    static List<Piece> pieces(String before, String after) {
        List<String> a = words(before);
        List<String> b = words(after);
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(a, b).getDeltas()) {
            piece(pieces, Kind.SAME, a.subList(at, delta.getSource().getPosition()));
            piece(pieces, Kind.REMOVED, delta.getSource().getLines());
            piece(pieces, Kind.ADDED, delta.getTarget().getLines());
            at = delta.getSource().getPosition() + delta.getSource().size();
        }
        piece(pieces, Kind.SAME, a.subList(at, a.size()));
        return pieces;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\\s)(?=\\S)"));
    }

    private static void piece(List<Piece> pieces, Kind kind, List<String> words) {
        if (!words.isEmpty()) {
            pieces.add(new Piece(kind, String.join("", words)));
        }
    }
}
