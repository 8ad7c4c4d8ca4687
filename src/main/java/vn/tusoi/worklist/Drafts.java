package vn.tusoi.worklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people typed and have not submitted: theirs alone, on any device, whatever becomes of the session. */
@Component
public class Drafts {

    private static final int LIMIT = 1_000_000;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    Drafts(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    public record Draft(Map<String, List<String>> fields, Instant savedAt) { }

    public record Listed(String subjectCode, String formKey, String slot, Instant savedAt, String title, SubjectKind kind) { }

    /** @throws Refused where the whole is longer than a million characters */
    @Transactional
    public Instant save(String username, String subjectCode, String formKey, String slot, Map<String, List<String>> fields) {
        String content;
        try {
            content = json.writeValueAsString(fields);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
        if (content.length() > LIMIT) {
            throw new Refused("draft.tooLong", LIMIT);
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        int updated = jdbc.sql("update draft set content = ?, saved_at = ? where username = ? and subject_code = ? and form_key = ? and slot = ?")
                .params(content, now, username, subjectCode, formKey, slot).update();
        if (updated == 0) {
            jdbc.sql("insert into draft(username, subject_code, form_key, slot, content, saved_at) values (?, ?, ?, ?, ?, ?)")
                    .params(username, subjectCode, formKey, slot, content, now).update();
        }
        return now.toInstant();
    }

    public Optional<Draft> find(String username, String subjectCode, String formKey, String slot) {
        return jdbc.sql("select content, saved_at from draft where username = ? and subject_code = ? and form_key = ? and slot = ?")
                .params(username, subjectCode, formKey, slot)
                .query((rs, n) -> new Draft(read(rs.getString(1)), rs.getObject(2, OffsetDateTime.class).toInstant())).optional();
    }

    /** Drafts of tasks that are still open. */
    public List<Listed> of(String username) {
        return jdbc.sql("""
                        select d.subject_code, d.form_key, d.slot, d.saved_at, max(w.title) as title, max(w.subject_kind) as kind
                        from draft d join work_item w on w.subject_code = d.subject_code and w.form_key = d.form_key
                        where d.username = ? group by d.subject_code, d.form_key, d.slot, d.saved_at order by d.saved_at desc""")
                .param(username).query((rs, n) -> new Listed(rs.getString(1), rs.getString(2), rs.getString(3),
                        rs.getObject(4, OffsetDateTime.class).toInstant(), rs.getString(5), SubjectKind.valueOf(rs.getString(6)))).list();
    }

    private Map<String, List<String>> read(String content) {
        try {
            return json.readValue(content, new TypeReference<>() { });
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("draft cannot be read", wrong);
        }
    }
}
