package vn.tusoi.room;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What auditors ask. Each goes through entries {@code e} of the record, or through tasks that are over ({@code d}, each with the entry {@code e} of the act that
 * ended it), newest first, and stops when a page is full; PostgreSQL has an index for each that holds nothing else. Up to three codes ({@code a}, {@code b},
 * {@code c}) say why an entry answers. What a question means is said on its page: {@code room.q.<QUESTION>.meaning}.
 */
enum Question {

    LATE(Through.TASKS, "d.ended_by is not null and d.ended_on > d.due_on", "d.form_key", "cast(d.due_on as varchar(10))", "cast(d.ended_on as varchar(10))"),

    STAND_IN(Through.TASKS, "d.stand_in is not null", "d.form_key", "d.stand_in",
            "(select min(n.display_name) from ledger_entry t join account n on n.username = t.username where " + Sql.CLAIMED_BY_OTHER + ")"),

    RETURNED_TWICE(Through.ENTRIES, Sql.returned("e") + " and exists (select 1 from ledger_entry p where p.subject_code = e.subject_code and p.id < e.id and " + Sql.returned("p") + ")",
            "cast((select count(*) + 1 from ledger_entry p where p.subject_code = e.subject_code and p.id < e.id and " + Sql.returned("p") + ") as varchar(10))"),

    OTHER_CONCLUSION(Through.ENTRIES, "e.act = 'INSPECTION_CONCLUDED' and e.detail like '%\"differs\":true%'"),

    OTHER_RATING(Through.ENTRIES, "e.act = 'RATING_DECIDED' and e.detail like '%\"proposed\":\"%' and e.detail not like '%\"proposed\":\"' || e.outcome || '\"%'"),

    /** The pool is made once, before the first conference: who enters it or is left out of it then is no change. */
    LIST_AFTER_VOTE(Through.ENTRIES, """
            e.act = 'POOL_LEFT' and e.outcome in ('TAKEN_OUT', 'WITHDRAWN', 'CASE_ENDED')
              and exists (select 1 from vetting_case v join conference f on f.list_code = v.list_code join ballot_count k on k.conference_code = f.code
                          where v.code = e.subject_code and k.counted_at < e.at)"""),

    READ_WITHOUT_STEP(Through.ENTRIES, "e.act = 'CASE_READ_WITH_REASON'"),

    REFUSED_ACCESS(Through.ENTRIES,
            "e.act in ('ACCESS_REFUSED', 'SIGN_IN_FAILED', 'SIGN_IN_LOCKED', 'SIGN_IN_REFUSED', 'SIGN_IN_UNKNOWN', 'SIGN_IN_HELD', 'SIGN_IN_FOLDED')"),

    /** By person, by unit and those below, by address; one of them must be given. The last entry of each case that such an act or reading is about. */
    TOUCHED(Through.ENTRIES, "e.subject_kind = 'CASE' and " + Sql.TOUCHING + " and not exists (select 1 from ledger_entry x where x.subject_code = e.subject_code and x.id > e.id "
            + "and x.subject_kind = 'CASE' and x.at < :to and " + Sql.TOUCHING_LATER + ")",
            "cast((select count(*) from ledger_entry x where x.subject_code = e.subject_code and x.subject_kind = 'CASE' and x.at >= :from and x.at < :to and " + Sql.TOUCHING_LATER
                    + ") as varchar(10))"),

    /** The only one that must look at every act of two in the period before it can answer. */
    PAIRS(Through.PAIRS, "g.together >= :times and g.together * 100 >= g.most * :share", "g.pair", "cast(g.together as varchar(10))", "cast(cast(floor(g.together * 100 / g.most) as bigint) as varchar(10))"),

    FAST(Through.TASKS, """
            d.ended_by is not null and d.form_key in ('approve-opening', 'decide-move', 'decide-rating', 'conclude-inspection', 'approve-list')
              and extract(epoch from d.ended_at) - extract(epoch from d.created_at) < 60 * :minutes""", "d.form_key",
            "cast(floor((extract(epoch from d.ended_at) - extract(epoch from d.created_at)) / 60) as varchar(20))");

    /** What a question goes through. {@code place} and {@code at} are where a page begins: of the last row before it. */
    private enum Through {

        ENTRIES("ledger_entry e", "e.at", "e.id", "bigint"),
        TASKS("work_done d join ledger_entry e on e.id = " + Sql.OF_TASK, "d.ended_at", "d.task_id", "varchar(64)"),
        PAIRS("""
            (select p.*, case when sum(p.together) over (partition by p.pair, p.first_user) > sum(p.together) over (partition by p.pair, p.second_user)
                              then sum(p.together) over (partition by p.pair, p.first_user) else sum(p.together) over (partition by p.pair, p.second_user) end as most
             from (select f.duty || '-' || b.duty as pair, f.username as first_user, b.username as second_user, count(*) as together, max(b.subject_code) as example
                   from participation b join participation f on f.subject_code = b.subject_code and f.username <> b.username
                        and (b.duty = 'CONCLUDER' and f.duty = 'INSPECTOR' or b.duty = 'COUNTER_B' and f.duty = 'COUNTER_A'
                          or b.duty = 'OPENER' and f.duty = 'PREPARER' or b.duty = 'APPROVER' and f.duty = 'PREPARER')
                   where b.duty in ('CONCLUDER', 'COUNTER_B', 'OPENER', 'APPROVER') and b.first_at >= :from and b.first_at < :to %2$s
                   group by f.duty || '-' || b.duty, f.username, b.username) p) g
            join ledger_entry e on e.id = (select max(x.id) from ledger_entry x where x.subject_code = g.example and x.username = g.second_user and x.act not in (%1$s))"""
                .formatted(Sql.LOOKS, Sql.SUBJECTS), null, "e.id", "bigint");

        private final String from;
        private final String at;
        private final String place;
        private final String type;

        Through(String from, String at, String place, String type) {
            this.from = from;
            this.at = at;
            this.place = place;
            this.type = type;
        }
    }

    private final Through through;
    private final String where;
    private final String codes;

    Question(Through through, String where, String... codes) {
        this.through = through;
        this.where = where;
        this.codes = "%s as a, %s as b, %s as c".formatted(codes.length > 0 ? codes[0] : "''", codes.length > 1 ? codes[1] : "''", codes.length > 2 ? codes[2] : "''");
    }

    /** As it stands in addresses. */
    String address() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Question> at(String address) {
        return Arrays.stream(values()).filter(q -> q.address().equals(address)).findFirst();
    }

    /**
     * Answers of a period, newest first.
     *
     * @param more     further conditions
     * @param touching by whom, of entries {@code #}; {@link #TOUCHED} only
     * @param before   whether only what comes after the row {@code :before}, {@code :beforeAt} is wanted
     * @param most     how many at most, a number or a parameter
     */
    String sql(Mandate.Reach reach, String more, String touching, boolean before, String most) {
        String period = through.at == null ? "" : "%1$s >= :from and %1$s < :to and ".formatted(through.at);
        String order = through.at == null ? through.place + " desc" : through.at + " desc, " + through.place + " desc";
        String after = !before ? "" : through.at == null ? " and " + through.place + " < cast(:before as bigint)"
                : " and %1$s <= :beforeAt and (%1$s < :beforeAt or %2$s < cast(:before as %3$s))".formatted(through.at, through.place, through.type);
        return ("select e.*, " + codes + ", cast(" + through.place + " as varchar(64)) as place from " + through.from.replace(Sql.SUBJECTS, reach.subjects()) + " where " + period
                + where + more + reach.entries() + after + " order by " + order + " limit " + most)
                .replace(Sql.TOUCHING, touching.replace("#", "e")).replace(Sql.TOUCHING_LATER, touching.replace("#", "x"));
    }

    /** When the row was with which a page ended; null where pages do not go by time. */
    String timeOf() {
        return switch (through) {
            case ENTRIES -> "select at from ledger_entry where id = cast(? as bigint)";
            case TASKS -> "select ended_at from work_done where task_id = ?";
            case PAIRS -> null;
        };
    }

    /** Whether a page can begin after a row so named. */
    boolean isPlace(String before) {
        return through == Through.TASKS ? before.length() <= 64 : before.matches("\\d{1,18}");
    }

    /** Pieces that several questions share. */
    private static final class Sql {

        /** Where {@link Mandate.Reach#subjects} goes. */
        private static final String SUBJECTS = "/*subjects*/";
        private static final String LOOKS = "'CASE_READ', 'CASE_READ_WITH_REASON', 'PAGE_READ', 'TASK_CLAIMED', 'TASK_RELEASED'";

        /** The last act of whoever ended the task {@code d} on its subject until then. */
        private static final String OF_TASK = "(select max(x.id) from ledger_entry x where x.subject_code = d.subject_code and x.username = d.ended_by and x.act not in (" + LOOKS
                + ") and x.at < d.ended_at + interval '1' second)";

        private static final String CLAIMED_BY_OTHER = "d.stand_in = 'CLAIM' and t.subject_code = d.subject_code and t.act = 'TASK_CLAIMED' and t.username <> d.ended_by "
                + "and t.function = d.function and t.unit_code = d.unit_code and t.at >= d.created_at and t.at <= d.ended_at and t.detail like '%\"form\":\"' || d.form_key || '\"%' "
                + "and (d.slot = '' or t.detail like '%\"slot\":\"' || d.slot || '\"%')";

        /** Where the condition goes that says by whom, of {@code e} and of {@code x}. */
        private static final String TOUCHING = "/*touching e*/";
        private static final String TOUCHING_LATER = "/*touching x*/";

        private static String returned(String e) {
            return "(%1$s.act in ('RATING_RETURNED_TO_CELL', 'RATING_RETURNED_TO_MEMBER', 'ROUND_RETURNED') or %1$s.act = 'INSPECTION_CONCLUDED' and %1$s.outcome like 'RETURN%%' or %1$s.act = 'LIST_DECIDED' and %1$s.outcome = 'RETURNED')"
                    .formatted(e);
        }
    }
}
