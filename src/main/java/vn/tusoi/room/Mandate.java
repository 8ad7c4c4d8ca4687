package vn.tusoi.room;

import java.util.Map;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;

/** What an auditor may read: everything at the level of the province, below it what was done by, or on, the own unit and those under it. */
@Component
class Mandate {

    /**
     * Of an entry {@code e} of the record: its office, its case, list or conference, or, where it names no unit, an office of its person. Asked entry by entry
     * (sums are not turned into sets), so that a page of fifty costs the same whatever the number of cases.
     */
    private static final String ENTRY = """
            and (e.unit_code in (select mu.code from unit mu where mu.path like :realm)
               or case e.subject_kind when 'CASE' then (%s) when 'LIST' then (%s) when 'CONFERENCE' then (%s) end like :realm
               or e.unit_code is null and (select count(*) from office mo join unit mu on mu.code = mo.unit_code where mo.username = e.username and mu.path like :realm) > 0)""";

    /** Of a subject {@code b.subject_code}: the unit it belongs to. */
    private static final String SUBJECT = "and coalesce((%s), (%s), (%s)) like :realm";

    private static final String OF_CASE = "select mu.path from vetting_case mc join unit mu on mu.code = mc.cell_code where mc.code = ";
    private static final String OF_LIST = "select mu.path from planning_list ml join unit mu on mu.code = ml.unit_code where ml.code = ";
    private static final String OF_CONFERENCE = "select mu.path from conference mf join unit mu on mu.code = mf.unit_code where mf.code = ";

    private final Units units;

    Mandate(Units units) {
        this.units = units;
    }

    /** @param realm beginning of the paths of the units that it covers, null for all */
    record Reach(Office office, String realm) {

        String entries() {
            return realm == null ? "" : " " + ENTRY.formatted(OF_CASE + "e.subject_code", OF_LIST + "e.subject_code", OF_CONFERENCE + "e.subject_code");
        }

        String subjects() {
            return realm == null ? "" : " " + SUBJECT.formatted(OF_CASE + "b.subject_code", OF_LIST + "b.subject_code", OF_CONFERENCE + "b.subject_code");
        }

        /** @throws Denied.Hidden where the unit lies outside */
        void check(Unit unit, String code) {
            if (!covers(unit)) {
                throw new Denied.Hidden(code);
            }
        }

        boolean covers(Unit unit) {
            return realm == null || unit.path().startsWith(realm);
        }

        void fill(Map<String, Object> params) {
            if (realm != null) {
                params.put("realm", realm + "%");
            }
        }
    }

    /** @throws Denied.Forbidden for whoever is no auditor */
    Reach of(Actor actor) {
        Office office = actor.offices().stream().filter(o -> o.function() == Function.AUDITOR).findFirst()
                .orElseThrow(() -> new Denied.Forbidden("record.notAuditor"));
        boolean all = office.unit().kind() == UnitKind.PROVINCE
                || office.unit().kind() == UnitKind.BODY && units.get(office.unit().parent()).kind() == UnitKind.PROVINCE;
        return new Reach(office, all ? null : office.unit().realm());
    }
}
