package vn.tusoi.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.site.Page;

/** Puts a {@link Question} to the record, within a period and a mandate. */
@Component
class Questions {

    /** How far back a question looks where nothing is said. */
    static final int DAYS = 90;
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    Questions(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What is asked for beside the question; what is null takes its usual value.
     *
     * @param minutes {@link Question#FAST}: shorter than this
     * @param times   {@link Question#PAIRS}: at least so often together
     * @param share   {@link Question#PAIRS}: in at least so many per cent of the acts of the busier of the two
     */
    record Asked(LocalDate from, LocalDate to, String person, String unit, Integer minutes, Integer times, Integer share) {

        Asked usual(LocalDate today) {
            LocalDate last = to == null ? today : to;
            return new Asked(from == null ? last.minusDays(DAYS) : from, last, person == null ? "" : person.strip(), unit == null ? "" : unit.strip(),
                    minutes == null ? 5 : Math.max(1, Math.min(minutes, 10_000)), times == null ? 3 : Math.max(1, Math.min(times, 10_000)),
                    share == null ? 90 : Math.max(1, Math.min(share, 100)));
        }

        /** Whether enough is said for an answer. */
        boolean suffices(Question question) {
            return question != Question.TOUCHED || !person.isEmpty() || !unit.isEmpty();
        }
    }

    /** An entry that answers; {@code a}, {@code b}, {@code c} as {@link Question} gives them. */
    record Answer(long id, Instant at, String person, String function, String unit, String kind, String code, String act, String outcome, String ruleSet,
                  String ruleRef, Map<String, Object> detail, String a, String b, String c) {

        String detail(String name) {
            Object value = detail.get(name);
            return value == null ? "" : value.toString();
        }
    }

    Asked usual(Asked asked) {
        return asked.usual(LocalDate.now(clock));
    }

    Page<Answer> ask(Question question, Mandate.Reach reach, Asked asked, int page, int size) {
        if (!asked.suffices(question)) {
            return new Page<>(List.of(), 1, size, 0);
        }
        Map<String, Object> params = new HashMap<>();
        params.put("from", asked.from().atStartOfDay(ZONE).toOffsetDateTime());
        params.put("to", asked.to().plusDays(1).atStartOfDay(ZONE).toOffsetDateTime());
        switch (question) {
            case TOUCHED -> params.putAll(Map.of("person", asked.person(), "unit", asked.unit()));
            case PAIRS -> params.putAll(Map.of("times", asked.times(), "share", asked.share()));
            case FAST -> params.put("minutes", asked.minutes());
            default -> { }
        }
        reach.fill(params);
        String found = " from (" + question.sql(reach) + ") q join ledger_entry e on e.id = q.entry where 1 = 1" + reach.entries();
        long total = jdbc.sql("select count(*)" + found).params(params).query(Long.class).single();
        List<Answer> rows = jdbc.sql("select e.*, q.a, q.b, q.c" + found + " order by e.id desc limit :limit offset :offset").params(params)
                .param("limit", size).param("offset", (page - 1) * size).query((rs, n) -> read(rs)).list();
        return new Page<>(rows, page, size, total);
    }

    private Answer read(ResultSet rs) throws SQLException {
        try {
            return new Answer(rs.getLong("id"), rs.getObject("at", OffsetDateTime.class).toInstant(), rs.getString("person"), rs.getString("function"),
                    rs.getString("unit_code"), rs.getString("subject_kind"), rs.getString("subject_code"), rs.getString("act"), rs.getString("outcome"),
                    rs.getString("rule_set"), rs.getString("rule_ref"), json.readValue(rs.getString("detail"), new TypeReference<Map<String, Object>>() { }),
                    rs.getString("a"), rs.getString("b"), rs.getString("c"));
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("entry " + rs.getLong("id") + " has no readable detail", wrong);
        }
    }
}
