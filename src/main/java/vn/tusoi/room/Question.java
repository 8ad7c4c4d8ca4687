package vn.tusoi.room;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What auditors ask. Each is one statement over a period, found by an index, that gives the entry which answers ({@code entry}) and up to three codes for
 * the sentence about it ({@code a}, {@code b}, {@code c}). What each one means is said on its page: {@code room.q.<QUESTION>.meaning}.
 */
enum Question {

    LATE("""
            select %s as entry, d.form_key as a, cast(d.due_on as varchar(10)) as b, cast(d.ended_on as varchar(10)) as c
            from work_done d where d.ended_at >= :from and d.ended_at < :to and d.ended_by is not null and d.ended_on > d.due_on""".formatted(Sql.OF_TASK)),

    STAND_IN("""
            select %1$s as entry, d.form_key as a, case when exists (%2$s) then 'CLAIM' else 'OFFICE' end as b,
                   (select min(n.display_name) from ledger_entry t join account n on n.username = t.username where %3$s) as c
            from work_done d where d.ended_at >= :from and d.ended_at < :to and d.ended_by is not null and d.function <> 'MEMBER'
              and (exists (%2$s)
                or exists (select 1 from office o where %4$s and o.valid_from > cast(d.created_at as date) + 1)
                   and not exists (select 1 from office o where %4$s and o.valid_from <= cast(d.created_at as date) + 1))"""
            .formatted(Sql.OF_TASK, "select 1 from ledger_entry t where " + Sql.CLAIMED_BY_OTHER, Sql.CLAIMED_BY_OTHER, Sql.OFFICE_OF_TASK)),

    RETURNED_TWICE("""
            select r.id as entry, cast((select count(*) + 1 from ledger_entry p where p.subject_code = r.subject_code and p.id < r.id and %2$s) as varchar(10)) as a,
                   '' as b, '' as c
            from ledger_entry r where r.at >= :from and r.at < :to and r.act in (%3$s) and %1$s
              and exists (select 1 from ledger_entry p where p.subject_code = r.subject_code and p.id < r.id and %2$s)"""
            .formatted(Sql.returned("r"), Sql.returned("p"), Sql.RETURNS)),

    OTHER_CONCLUSION("""
            select r.id as entry, '' as a, '' as b, '' as c from ledger_entry r
            where r.act = 'INSPECTION_CONCLUDED' and r.at >= :from and r.at < :to and r.detail like '%"differs":true%'"""),

    OTHER_RATING("""
            select r.id as entry, '' as a, '' as b, '' as c from ledger_entry r
            where r.act = 'RATING_DECIDED' and r.at >= :from and r.at < :to and r.detail like '%"proposed":"%' and r.detail not like '%"proposed":"' || r.outcome || '"%'"""),

    LIST_AFTER_VOTE("""
            select r.id as entry, '' as a, '' as b, '' as c from ledger_entry r
            where r.act in ('POOL_LEFT', 'POOL_ENTERED') and r.at >= :from and r.at < :to and (r.outcome is null or r.outcome <> 'NOT_PASSED')
              and exists (select 1 from vetting_case v join conference f on f.list_code = v.list_code join ballot_count k on k.conference_code = f.code
                          where v.code = r.subject_code and k.counted_at < r.at)"""),

    READ_WITHOUT_STEP("""
            select r.id as entry, '' as a, '' as b, '' as c from ledger_entry r
            where r.act = 'CASE_READ_WITH_REASON' and r.at >= :from and r.at < :to"""),

    REFUSED_ACCESS("""
            select r.id as entry, '' as a, '' as b, '' as c from ledger_entry r
            where r.act in ('ACCESS_REFUSED', 'SIGN_IN_FAILED', 'SIGN_IN_LOCKED', 'SIGN_IN_REFUSED', 'SIGN_IN_UNKNOWN', 'SIGN_IN_HELD', 'SIGN_IN_FOLDED') and r.at >= :from and r.at < :to"""),

    /** By person, or by unit and those below; one of them must be given. */
    TOUCHED("""
            select max(r.id) as entry, cast(count(*) as varchar(10)) as a, '' as b, '' as c from ledger_entry r
            where r.subject_kind = 'CASE' and r.at >= :from and r.at < :to
              and (:person = '' or r.username in (select n.username from account n where n.username = :person or lower(n.display_name) = lower(:person)))
              and (:unit = '' or r.unit_code in (select n.code from unit n where n.path like (select p.path || '%' from unit p where p.code = :unit)))
            group by r.subject_code"""),

    PAIRS("""
            select (select max(x.id) from ledger_entry x where x.subject_code = g.example and x.username = g.second_user and x.act not in (%1$s)) as entry,
                   g.pair as a, cast(g.together as varchar(10)) as b, cast(g.together * 100 / g.most as varchar(10)) as c
            from (select p.*, case when sum(p.together) over (partition by p.pair, p.first_user) > sum(p.together) over (partition by p.pair, p.second_user)
                                   then sum(p.together) over (partition by p.pair, p.first_user) else sum(p.together) over (partition by p.pair, p.second_user) end as most
                  from (select f.duty || '-' || b.duty as pair, f.username as first_user, b.username as second_user, count(*) as together, max(b.subject_code) as example
                        from participation b join participation f on f.subject_code = b.subject_code and f.username <> b.username
                             and (b.duty = 'CONCLUDER' and f.duty = 'INSPECTOR' or b.duty = 'COUNTER_B' and f.duty = 'COUNTER_A'
                               or b.duty = 'OPENER' and f.duty = 'PREPARER' or b.duty = 'APPROVER' and f.duty = 'PREPARER')
                        where b.duty in ('CONCLUDER', 'COUNTER_B', 'OPENER', 'APPROVER') and b.first_at >= :from and b.first_at < :to %2$s
                        group by f.duty || '-' || b.duty, f.username, b.username) p) g
            where g.together >= :times and g.together * 100 >= g.most * :share""".formatted(Sql.LOOKS, Sql.SUBJECTS)),

    FAST("""
            select %s as entry, d.form_key as a, cast(floor((extract(epoch from d.ended_at) - extract(epoch from d.created_at)) / 60) as varchar(20)) as b, '' as c
            from work_done d where d.ended_at >= :from and d.ended_at < :to and d.ended_by is not null
              and d.form_key in ('approve-opening', 'decide-move', 'decide-rating', 'conclude-inspection', 'approve-list')
              and extract(epoch from d.ended_at) - extract(epoch from d.created_at) < 60 * :minutes""".formatted(Sql.OF_TASK));

    private final String sql;

    Question(String sql) {
        this.sql = sql;
    }

    /** As it stands in addresses. */
    String address() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Question> at(String address) {
        return Arrays.stream(values()).filter(q -> q.address().equals(address)).findFirst();
    }

    String sql(Mandate.Reach reach) {
        return sql.replace(Sql.SUBJECTS, reach.subjects());
    }

    /** Pieces that several questions share. */
    private static final class Sql {

        /** Where {@link Mandate.Reach#subjects} goes. */
        private static final String SUBJECTS = "/*subjects*/";
        private static final String LOOKS = "'CASE_READ', 'CASE_READ_WITH_REASON', 'PAGE_READ', 'TASK_CLAIMED', 'TASK_RELEASED'";

        /** The last act of whoever ended the task {@code d} on its subject until then. */
        private static final String OF_TASK = "(select max(x.id) from ledger_entry x where x.subject_code = d.subject_code and x.username = d.ended_by and x.act not in (" + LOOKS
                + ") and x.at < d.ended_at + interval '1' second)";

        private static final String CLAIMED_BY_OTHER = "t.subject_code = d.subject_code and t.act = 'TASK_CLAIMED' and t.username <> d.ended_by and t.function = d.function "
                + "and t.unit_code = d.unit_code and t.at >= d.created_at and t.at <= d.ended_at and t.detail like '%\"form\":\"' || d.form_key || '\"%' "
                + "and (d.slot = '' or t.detail like '%\"slot\":\"' || d.slot || '\"%')";
        private static final String OFFICE_OF_TASK = "o.username = d.ended_by and o.function = d.function and o.unit_code = d.unit_code";

        private static final String RETURNS = "'RATING_RETURNED_TO_CELL', 'RATING_RETURNED_TO_MEMBER', 'ROUND_RETURNED', 'INSPECTION_CONCLUDED', 'LIST_DECIDED'";

        private static String returned(String e) {
            return "(%1$s.act in ('RATING_RETURNED_TO_CELL', 'RATING_RETURNED_TO_MEMBER', 'ROUND_RETURNED') or %1$s.act = 'INSPECTION_CONCLUDED' and %1$s.outcome like 'RETURN%%' or %1$s.act = 'LIST_DECIDED' and %1$s.outcome = 'RETURNED')"
                    .formatted(e);
        }
    }
}
