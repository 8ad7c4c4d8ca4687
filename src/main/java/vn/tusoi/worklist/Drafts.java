package vn.tusoi.worklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people typed and have not submitted: theirs alone, on any device, whatever becomes of the session. A page that says what it had {@link Seen} changes
 * only what was changed on it; where another page changed the same field meanwhile, the later text stands and the other is kept beside it.
 */
@Component
public class Drafts {

    private static final int LIMIT = 3_000_000;
    private static final int A_TEXT = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    Drafts(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    public record Draft(Map<String, List<String>> fields, Instant savedAt) { }

    /** The other text of a field that two pages wrote into. */
    public record Kept(int no, String field, String text, Instant keptAt) { }

    /** A draft after it was saved, the texts that were moved aside by it, and whether anything in it is different now. */
    public record Saved(Map<String, List<String>> fields, Instant savedAt, List<Kept> aside, boolean changed) { }

    public record Listed(String subjectCode, String formKey, String slot, Instant savedAt, String title, SubjectKind kind) { }

    /**
     * Saves what was typed: all of it, or with a field {@link Seen#FIELD} what was changed of the fields named there.
     *
     * @throws Refused where the whole is longer than three million characters
     */
    @Transactional
    public Saved save(String username, String subjectCode, String formKey, String slot, Map<String, List<String>> typed) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Optional<String> kept = jdbc.sql("select content from draft where username = ? and subject_code = ? and form_key = ? and slot = ? for update")
                .params(username, subjectCode, formKey, slot).query(String.class).optional();
        Map<String, List<String>> fields = new LinkedHashMap<>(typed);
        List<String> seen = fields.remove(Seen.FIELD);
        List<Kept> aside = new ArrayList<>();
        if (seen != null) {
            Map<String, List<String>> before = kept.map(this::read).orElseGet(LinkedHashMap::new);
            Map<String, List<String>> clashing = new LinkedHashMap<>();
            fields = merge(before, fields, Seen.read(seen.get(0)), clashing);
            for (Map.Entry<String, List<String>> other : clashing.entrySet()) {
                setAside(username, subjectCode, formKey, slot, other.getKey(), Seen.plain(other.getValue()), now).ifPresent(aside::add);
            }
        }
        String content = write(fields);
        if (content.length() > LIMIT) {
            throw new Refused("draft.tooLong", LIMIT);
        }
        if (kept.isPresent()) {
            jdbc.sql("update draft set content = ?, saved_at = ? where username = ? and subject_code = ? and form_key = ? and slot = ?")
                    .params(content, now, username, subjectCode, formKey, slot).update();
        } else {
            jdbc.sql("insert into draft(username, subject_code, form_key, slot, content, saved_at) values (?, ?, ?, ?, ?, ?)")
                    .params(username, subjectCode, formKey, slot, content, now).update();
        }
        return new Saved(fields, now.toInstant(), aside, !fields.equals(kept.map(this::read).orElse(null)));
    }

    /**
     * What would be in the draft if this were saved, where another page of this person has changed something that this page does not show; empty where
     * what was typed is all there is.
     */
    public Optional<Map<String, List<String>>> changedElsewhere(String username, String subjectCode, String formKey, String slot, Map<String, List<String>> typed) {
        Map<String, List<String>> fields = new LinkedHashMap<>(typed);
        List<String> written = fields.remove(Seen.FIELD);
        Optional<Draft> draft = find(username, subjectCode, formKey, slot);
        if (written == null || draft.isEmpty()) {
            return Optional.empty();
        }
        Seen seen = Seen.read(written.get(0));
        Map<String, List<String>> clashing = new LinkedHashMap<>();
        Map<String, List<String>> merged = merge(draft.get().fields(), fields, seen, clashing);
        // what was offered on the page and left as it was is in no draft
        boolean otherwise = seen.fields().stream().anyMatch(name -> merged.get(name) != null && !Seen.plain(merged.get(name)).equals(Seen.plain(fields.get(name))));
        return clashing.isEmpty() && !otherwise ? Optional.empty() : Optional.of(merged);
    }

    /** Three texts of each field: what the page had seen, what it sends, what is kept. */
    static Map<String, List<String>> merge(Map<String, List<String>> kept, Map<String, List<String>> typed, Seen seen, Map<String, List<String>> clashing) {
        Map<String, List<String>> merged = new LinkedHashMap<>(kept);
        typed.forEach((name, values) -> {
            if (!seen.fields().contains(name)) {
                merged.put(name, values);
            }
        });
        for (String name : seen.fields()) {
            List<String> now = typed.get(name);
            List<String> there = kept.get(name);
            if (seen.was(name, now) || Seen.plain(now).equals(Seen.plain(there))) {
                continue;
            }
            if (there != null && !seen.was(name, there) && !grownFrom(Seen.plain(there), Seen.plain(now))) {
                clashing.put(name, there);
            }
            if (now == null) {
                merged.remove(name);
            } else {
                merged.put(name, now);
            }
        }
        return merged;
    }

    /** An answer that never came back makes a page forget that the shorter text was its own. */
    private static boolean grownFrom(String before, String now) {
        return before.length() >= A_TEXT && now.contains(before);
    }

    private Optional<Kept> setAside(String username, String subjectCode, String formKey, String slot, String field, String text, OffsetDateTime now) {
        List<Kept> known = kept(username, subjectCode, formKey, slot);
        if (text.isBlank() || known.stream().anyMatch(k -> k.field().equals(field) && k.text().equals(text))) {
            return Optional.empty();
        }
        int no = 1 + known.stream().mapToInt(Kept::no).max().orElse(0);
        jdbc.sql("insert into draft_kept(username, subject_code, form_key, slot, kept_no, field, content, kept_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(username, subjectCode, formKey, slot, no, field, text, now).update();
        return Optional.of(new Kept(no, field, text, now.toInstant()));
    }

    /** Other texts that were moved aside and not dropped yet. */
    public List<Kept> kept(String username, String subjectCode, String formKey, String slot) {
        return jdbc.sql("select kept_no, field, content, kept_at from draft_kept where username = ? and subject_code = ? and form_key = ? and slot = ? order by kept_no")
                .params(username, subjectCode, formKey, slot)
                .query((rs, n) -> new Kept(rs.getInt(1), rs.getString(2), rs.getString(3), rs.getObject(4, OffsetDateTime.class).toInstant())).list();
    }

    /** Drops another text; with {@code use} it takes the place of the one in the draft, which is moved aside in its turn. */
    @Transactional
    public void settle(String username, String subjectCode, String formKey, String slot, int no, boolean use) {
        Optional<Kept> chosen = kept(username, subjectCode, formKey, slot).stream().filter(k -> k.no() == no).findFirst();
        if (chosen.isEmpty()) {
            return;
        }
        jdbc.sql("delete from draft_kept where username = ? and subject_code = ? and form_key = ? and slot = ? and kept_no = ?")
                .params(username, subjectCode, formKey, slot, no).update();
        if (use) {
            OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
            Map<String, List<String>> fields = new HashMap<>(find(username, subjectCode, formKey, slot).map(Draft::fields).orElseGet(Map::of));
            List<String> before = fields.put(chosen.get().field(), List.of(chosen.get().text()));
            setAside(username, subjectCode, formKey, slot, chosen.get().field(), Seen.plain(before), now);
            jdbc.sql("update draft set content = ?, saved_at = ? where username = ? and subject_code = ? and form_key = ? and slot = ?")
                    .params(write(fields), now, username, subjectCode, formKey, slot).update();
        }
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

    /**
     * The key by which the account's browsers encrypt what they could not send yet. It leaves the house only in pages of this account, so what stays
     * behind in a shared machine cannot be read by whoever comes next. Base64 of 256 random bits.
     */
    @Transactional
    public String key(String username) {
        return jdbc.sql("select key_text from draft_key where username = ?").param(username).query(String.class).optional().orElseGet(() -> {
            byte[] bits = new byte[32];
            RANDOM.nextBytes(bits);
            jdbc.sql("""
                            insert into draft_key(username, key_text, made_at) select a.username, cast(:key as varchar(64)), cast(:at as timestamp with time zone) from account a
                            where a.username = :username and not exists (select 1 from draft_key k where k.username = :username)""")
                    .param("key", Base64.getEncoder().encodeToString(bits)).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("username", username).update();
            return jdbc.sql("select key_text from draft_key where username = ?").param(username).query(String.class).single();
        });
    }

    private String write(Map<String, List<String>> fields) {
        try {
            return json.writeValueAsString(fields);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private Map<String, List<String>> read(String content) {
        try {
            return json.readValue(content, new TypeReference<>() { });
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("draft cannot be read", wrong);
        }
    }
}
