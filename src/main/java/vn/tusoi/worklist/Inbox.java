package vn.tusoi.worklist;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.register.VietnameseText;

/**
 * The work list of one person. Each of the person's groups is read along the index (group_key, due_on, task_id) and only as far as the
 * page reaches, so neither other people's tasks nor many of one's own slow it down; counts stop at {@link #COUNTED}.
 */
@Component
public class Inbox {

    /** Counts above this are "more than". */
    public static final int COUNTED = 1000;

    private static final int SEEN = 3000;

    /** What is looked at: everything, what is overdue, due soon, taken by nobody, or in others' hands. */
    public enum View { ALL, OVERDUE, SOON, UNCLAIMED, OTHERS }

    /**
     * What is asked for.
     *
     * @param text    part of a name, with or without diacritics, or of a code; '' for any
     * @param formKey kind of task, '' for any
     * @param scope   unit it comes from, '' for any
     */
    public record Question(View view, String text, String formKey, String scope) { }

    public record Counts(int all, int overdue, int soon, int unclaimed, int others) { }

    /** What the filter offers. */
    public record Offers(List<String> formKeys, List<String> scopes) { }

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Tasks by due date, those without one last. */
    public List<WorkItem> tasks(Actor actor, Question question, LocalDate today, LocalDate soonUntil, int limit, int offset) {
        Map<String, Object> params = new LinkedHashMap<>();
        String where = where(question, params);
        List<String> parts = new ArrayList<>();
        List<String> keys = actor.groupKeys();
        for (int i = 0; i < keys.size(); i++) {
            params.put("g" + i, keys.get(i));
            parts.add("(select * from work_item where group_key = :g" + i + " and due_on is not null" + where + " order by due_on, task_id limit :reach)");
            if (question.view() != View.OVERDUE && question.view() != View.SOON) {
                parts.add("(select * from work_item where group_key = :g" + i + " and due_on is null" + where + " order by task_id limit :reach)");
            }
        }
        if (parts.isEmpty()) {
            return List.of();
        }
        return common(jdbc.sql("select * from (" + String.join(" union all ", parts) + ") mine order by due_on nulls last, task_id limit :limit offset :offset")
                .param("reach", limit + offset).param("limit", limit).param("offset", offset), params, actor, today, soonUntil).query(WorkItems::map).list();
    }

    /** All counts in one look along the index; who has more than {@link #SEEN} tasks costs a look for each, every one of which stops in time. */
    public Counts counts(Actor actor, LocalDate today, LocalDate soonUntil) {
        if (actor.groupKeys().isEmpty()) {
            return new Counts(0, 0, 0, 0, 0);
        }
        int[] found = jdbc.sql("""
                        select count(*), sum(case when mine then 1 else 0 end), sum(case when mine and due_on < :today then 1 else 0 end),
                               sum(case when mine and due_on between :today and :soon then 1 else 0 end),
                               sum(case when claimed_by is null and function <> 'MEMBER' then 1 else 0 end), sum(case when claimed_by <> :me then 1 else 0 end)
                        from (select claimed_by, due_on, function, (claimed_by is null or claimed_by = :me) as mine from work_item where group_key in (:keys)
                              limit :most) seen""")
                .param("keys", actor.groupKeys()).param("me", actor.username()).param("today", today).param("soon", soonUntil).param("most", SEEN + 1)
                .query((rs, n) -> new int[] {rs.getInt(1), rs.getInt(2), rs.getInt(3), rs.getInt(4), rs.getInt(5), rs.getInt(6)}).single();
        return found[0] > SEEN ? countEach(actor, today, soonUntil)
                : new Counts(most(found[1]), most(found[2]), most(found[3]), most(found[4]), most(found[5]));
    }

    private static int most(int found) {
        return Math.min(found, COUNTED + 1);
    }

    private Counts countEach(Actor actor, LocalDate today, LocalDate soonUntil) {
        return new Counts(count(actor, new Question(View.ALL, "", "", ""), today, soonUntil), count(actor, new Question(View.OVERDUE, "", "", ""), today, soonUntil),
                count(actor, new Question(View.SOON, "", "", ""), today, soonUntil), count(actor, new Question(View.UNCLAIMED, "", "", ""), today, soonUntil),
                count(actor, new Question(View.OTHERS, "", "", ""), today, soonUntil));
    }

    /** How many there are, at most {@link #COUNTED} + 1. */
    public int count(Actor actor, Question question, LocalDate today, LocalDate soonUntil) {
        if (actor.groupKeys().isEmpty()) {
            return 0;
        }
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("keys", actor.groupKeys());
        String where = where(question, params);
        return common(jdbc.sql("select count(*) from (select 1 from work_item where group_key in (:keys)" + where + " limit " + (COUNTED + 1) + ") counted"),
                params, actor, today, soonUntil).query(Integer.class).single();
    }

    /** Kinds of tasks and units among the person's first thousands of tasks. */
    public Offers offers(Actor actor) {
        if (actor.groupKeys().isEmpty()) {
            return new Offers(List.of(), List.of());
        }
        record Pair(String formKey, String scope) { }
        List<Pair> pairs = jdbc.sql("select distinct form_key, scope_name from (select form_key, scope_name from work_item where group_key in (:keys) limit 2000) sample")
                .param("keys", actor.groupKeys()).query((rs, n) -> new Pair(rs.getString(1), rs.getString(2))).list();
        return new Offers(pairs.stream().map(Pair::formKey).distinct().sorted().toList(),
                pairs.stream().map(Pair::scope).distinct().sorted(java.util.Comparator.comparing(VietnameseText::searchable)).limit(200).toList());
    }

    /** Open tasks of others on what this person has taken part in lately, nearest due first: whom the person waits for. */
    public List<WorkItem> awaited(Actor actor, int limit) {
        List<String> keys = actor.groupKeys();
        return jdbc.sql("""
                        select w.* from (select subject_code from participation where username = :username group by subject_code order by max(first_at) desc limit 200) mine
                        join work_item w on w.subject_code = mine.subject_code
                        where w.group_key not in (:keys) order by w.due_on nulls last, w.task_id limit :limit""")
                .param("username", actor.username()).param("keys", keys.isEmpty() ? List.of("-") : keys).param("limit", limit).query(WorkItems::map).list();
    }

    private static String where(Question question, Map<String, Object> params) {
        StringBuilder where = new StringBuilder(switch (question.view()) {
            case ALL -> " and (claimed_by is null or claimed_by = :me)";
            case OVERDUE -> " and due_on < :today and (claimed_by is null or claimed_by = :me)";
            case SOON -> " and due_on between :today and :soon and (claimed_by is null or claimed_by = :me)";
            case UNCLAIMED -> " and claimed_by is null and function <> 'MEMBER'";
            case OTHERS -> " and claimed_by <> :me";
        });
        if (!question.text().isBlank()) {
            params.put("text", "%" + escape(VietnameseText.searchable(question.text())) + "%");
            params.put("code", "%" + escape(question.text().strip().toUpperCase(java.util.Locale.ROOT)) + "%");
            where.append(" and (search_title like :text escape '!' or upper(subject_code) like :code escape '!')");
        }
        if (!question.formKey().isBlank()) {
            params.put("form", question.formKey());
            where.append(" and form_key = :form");
        }
        if (!question.scope().isBlank()) {
            params.put("scope", question.scope());
            where.append(" and scope_name = :scope");
        }
        return where.toString();
    }

    private static JdbcClient.StatementSpec common(JdbcClient.StatementSpec statement, Map<String, Object> params, Actor actor,
                                                   LocalDate today, LocalDate soonUntil) {
        return statement.params(params).param("me", actor.username()).param("today", today).param("soon", soonUntil);
    }

    private static String escape(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
