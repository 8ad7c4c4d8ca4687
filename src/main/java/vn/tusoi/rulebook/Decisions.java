package vn.tusoi.rulebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.database.Later;

/** Answers of the rule book as they were given, kept with their facts in the transaction of the act that they led to. Nothing here is ever changed. */
@Component
public class Decisions {

    private final JdbcClient jdbc;
    private final Later later;
    private final ObjectMapper json;
    private final Clock clock;

    Decisions(JdbcClient jdbc, Later later, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.later = later;
        this.json = json;
        this.clock = clock;
    }

    /** @param kind CASE, LIST, CONFERENCE or ROUND */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(String kind, String code, Reasoning e) {
        later.write("""
                        insert into rule_decision(subject_kind, subject_code, question, part, rule_set, rule_ref, row_no, outcome, reason, citation, facts, differences, decided_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                kind, code, e.question(), e.part(), e.ruleSet(), Later.text(e.ref()), e.row(), e.outcome(), Later.text(e.reason()), Later.text(e.citation()), text(e.facts()), text(e.differences()),
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** Everything kept of a subject, oldest first. */
    public List<Reasoning> of(String code) {
        return jdbc.sql("select * from rule_decision where subject_code = ? order by id").param(code).query(this::map).list();
    }

    /** The newest of a question, for one part of the subject. */
    public Optional<Reasoning> find(String code, String question, Object part) {
        return jdbc.sql("select * from rule_decision where subject_code = ? and question = ? and part = ? order by id desc limit 1")
                .params(code, question, String.valueOf(part)).query(this::map).optional();
    }

    private Reasoning map(ResultSet rs, int n) throws SQLException {
        return new Reasoning(rs.getString("question"), rs.getString("part"), rs.getString("rule_set"), rs.getString("rule_ref"), rs.getInt("row_no"),
                rs.getString("outcome"), rs.getString("reason"), rs.getString("citation"), facts(rs.getString("facts")),
                read(rs.getString("differences"), new TypeReference<List<Difference>>() { }), rs.getObject("decided_at", OffsetDateTime.class).toInstant());
    }

    /** Facts as text, for a table that keeps an answer in a row of its own. */
    public String text(List<?> parts) {
        try {
            return json.writeValueAsString(parts);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("facts cannot be written", wrong);
        }
    }

    /** As {@link #text} wrote them; none where nothing was kept. */
    public List<Fact> facts(String text) {
        return text == null ? List.of() : read(text, new TypeReference<List<Fact>>() { });
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("kept facts cannot be read", wrong);
        }
    }
}
