package vn.tusoi.worklist;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.register.VietnameseText;

/** What somebody has to do, by due date: one query on the index (group, due date), a page at a time. */
@Component
public class Inbox {

    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Open tasks of the actor and of the actor's offices, the most urgent first. {@code text} is a name or a code, null or blank for all. */
    public List<WorkItem> of(Actor actor, String text, int limit, int offset) {
        return query(actor, text, "select *").param("limit", limit).param("offset", offset).query(WorkItems::map).list();
    }

    /** How many there are, counted up to {@code reach}. */
    public int count(Actor actor, String text, int reach) {
        return query(actor, text, "select task_id").param("limit", reach).param("offset", 0).query(String.class).list().size();
    }

    private JdbcClient.StatementSpec query(Actor actor, String text, String select) {
        List<String> keys = actor.groupKeys();
        boolean all = text == null || text.isBlank();
        return jdbc.sql(select + """
                         from work_item where group_key in (:keys) and (claimed_by is null or claimed_by = :me)
                        """ + (all ? "" : " and (search_title like :name or lower(subject_code) like :code) ") + """
                         order by coalesce(due_on, :never), task_id limit :limit offset :offset""")
                .param("keys", keys.isEmpty() ? List.of("-") : keys).param("me", actor.username()).param("never", NEVER)
                .param("name", all ? "" : "%" + VietnameseText.searchable(text) + "%").param("code", all ? "" : text.strip().toLowerCase(java.util.Locale.ROOT) + "%");
    }
}
