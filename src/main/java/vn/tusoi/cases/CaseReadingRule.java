package vn.tusoi.cases;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.register.Unit;

/** The right to read follows the step: who reads how much of a case, and by which right. Decides only; {@link CaseReading} records. */
public final class CaseReadingRule {

    /** How much: the whole, head and progress only, nothing before a reason is stated, nothing, or it does not exist. */
    public enum Extent { WHOLE, HEAD, AFTER_REASON, REFUSED, HIDDEN }

    /** By which right, as the readers' list says it. */
    public enum Right { OWN, TASK, STEP, AUDIT, PROGRESS, OPINION, REASON, NONE }

    /** @param office in which office it is read; null for the member and where nothing may be read */
    public record Answer(Extent extent, Right right, Office office) { }

    static final Set<Function> OPINION_BODIES = Set.of(Function.INTERNAL_AFFAIRS, Function.ASSET_CONTROL, Function.FATHERLAND_FRONT);

    /** Who reads by the step, stage by stage. The others of the unit state a reason. */
    static Set<Function> readers(Stage stage) {
        return switch (stage) {
            case SELF_REVIEW, ENDED -> Set.of();
            case ASSESSMENT -> Set.of(Function.CELL_SECRETARY, Function.GRASSROOTS_COMMITTEE);
            case INSPECTION -> Set.of(Function.INSPECTOR, Function.LEAD_INSPECTOR);
            case LIST -> Set.of(Function.ORGANISATION_BOARD, Function.CHAIR, Function.APPROVER);
        };
    }

    private CaseReadingRule() { }

    /**
     * @param cell         the case's cell: what an office must cover to know the case at all
     * @param performing   the unit that performs a function for the cell, by the function's name; null where none does
     * @param openGroups   group keys of the case's open tasks
     * @param reasonStated whether this person stated a reason today
     */
    public static Answer decide(Actor actor, VettingCase c, Unit cell, UnaryOperator<String> performing, List<String> openGroups, boolean reasonStated) {
        if (actor.isMember(c.member())) {
            return new Answer(Extent.WHOLE, Right.OWN, null);
        }
        for (Office office : actor.offices()) {
            if (!OPINION_BODIES.contains(office.function()) && openGroups.contains(office.groupKey())) {
                return new Answer(Extent.WHOLE, Right.TASK, office);
            }
        }
        for (Office office : actor.offices()) {
            if (readers(c.stage()).contains(office.function()) && performs(office, performing)) {
                return new Answer(Extent.WHOLE, Right.STEP, office);
            }
        }
        for (Office office : actor.offices()) {
            if (office.function() == Function.AUDITOR && office.covers(cell)) {
                return new Answer(Extent.WHOLE, Right.AUDIT, office);
            }
        }
        Office covering = actor.offices().stream().filter(o -> o.function() != Function.ADMINISTRATOR && (o.covers(cell) || performs(o, performing)))
                .findFirst().orElse(null);
        if (covering != null && reasonStated) {
            return new Answer(Extent.WHOLE, Right.REASON, covering);
        }
        for (Office office : actor.offices()) {
            if (office.function() == Function.ORGANISATION_BOARD && office.covers(cell)) {
                return new Answer(Extent.HEAD, Right.PROGRESS, office);
            }
            if (c.stage() == Stage.INSPECTION && OPINION_BODIES.contains(office.function()) && performs(office, performing)) {
                return new Answer(Extent.HEAD, Right.OPINION, office);
            }
        }
        if (covering != null) {
            return new Answer(Extent.AFTER_REASON, Right.NONE, covering);
        }
        return new Answer(actor.covers(cell) ? Extent.REFUSED : Extent.HIDDEN, Right.NONE, null);
    }

    private static boolean performs(Office office, UnaryOperator<String> performing) {
        return office.unit().code().equals(performing.apply(office.function().name()));
    }
}
