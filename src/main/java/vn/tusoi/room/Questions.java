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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.site.accounts.SignIn;

/** Puts a {@link Question} to the record, within a period and a mandate. */
@Component
class Questions {

    /** How far back a question looks where nothing is said. */
    static final int DAYS = 90;
    private static final int AT_ONCE = 1000;
    /** Minutes; PostgreSQL keeps an index of what was approved within an hour. */
    private static final int HOUR = 60;
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
     * @param address {@link Question#TOUCHED}: from which whoever acted had last signed in, like {@code person} and {@code unit} of that question
     * @param minutes {@link Question#FAST}: shorter than this
     * @param times   {@link Question#PAIRS}: at least so often together
     * @param share   {@link Question#PAIRS}: in at least so many per cent of the acts of the busier of the two
     */
    record Asked(LocalDate from, LocalDate to, String person, String unit, String address, Integer minutes, Integer times, Integer share) {

        Asked usual(LocalDate today) {
            LocalDate last = to == null ? today : to;
            return new Asked(from == null ? last.minusDays(DAYS) : from, last, person == null ? "" : person.strip(), unit == null ? "" : unit.strip(),
                    address == null ? "" : address.strip(),
                    minutes == null ? 5 : Math.max(1, Math.min(minutes, 10_000)), times == null ? 3 : Math.max(1, Math.min(times, 10_000)),
                    share == null ? 90 : Math.max(1, Math.min(share, 100)));
        }

        /** Whether enough is said for an answer. */
        boolean suffices(Question question) {
            return question != Question.TOUCHED || !person.isEmpty() || !unit.isEmpty() || !address.isEmpty();
        }
    }

    /** Whether an address is asked for that is none, so that nothing can be found. */
    static boolean odd(Asked asked) {
        return !asked.address().isEmpty() && SignIn.network(asked.address()) == null;
    }

    /** An entry that answers; {@code a}, {@code b}, {@code c} as {@link Question} gives them. @param place where a page after it begins */
    record Answer(long id, Instant at, String person, String function, String unit, String kind, String code, String act, String outcome, String ruleSet,
                  String ruleRef, Map<String, Object> detail, String a, String b, String c, String place) {

        String detail(String name) {
            Object value = detail.get(name);
            return value == null ? "" : value.toString();
        }
    }

    /** A page of answers, newest first. @param next where the following one begins, null where there is none */
    record Answers(List<Answer> rows, String next) { }

    Asked usual(Asked asked) {
        return asked.usual(LocalDate.now(clock));
    }

    /**
     * Nothing is counted: a page costs what stands on it, however much follows.
     *
     * @param before where the page begins: {@link Answers#next} of the page before it, null or blank for the newest
     */
    Answers ask(Question question, Mandate.Reach reach, Asked asked, String before, int size) {
        if (!asked.suffices(question)) {
            return new Answers(List.of(), null);
        }
        Map<String, Object> params = new HashMap<>();
        params.put("from", asked.from().atStartOfDay(ZONE).toOffsetDateTime());
        params.put("to", asked.to().plusDays(1).atStartOfDay(ZONE).toOffsetDateTime());
        String more = "";
        String touching = "";
        switch (question) {
            case TOUCHED -> touching = touching(asked, params);
            case PAIRS -> params.putAll(Map.of("times", asked.times(), "share", asked.share()));
            case FAST -> {
                params.put("minutes", asked.minutes());
                more = asked.minutes() <= HOUR ? " and d.ended_at - d.created_at < interval '60' minute" : "";
            }
            default -> { }
        }
        reach.fill(params);
        // a server that does not know how many are wanted plans anew each time; where somebody is asked for it should, since few and many acts are found differently
        String most = question == Question.TOUCHED ? ":most" : String.valueOf(size + 1);
        if (question == Question.TOUCHED) {
            params.put("most", size + 1);
        }
        boolean later = before != null && question.isPlace(before) && begin(question, before, params);
        List<Answer> rows = jdbc.sql(question.sql(reach, more, touching, later, most)).params(params).query((rs, n) -> read(rs)).list();
        return rows.size() > size ? new Answers(rows.subList(0, size), rows.get(size - 1).place()) : new Answers(rows, null);
    }

    /** Every answer, page by page. */
    void each(Question question, Mandate.Reach reach, Asked asked, Consumer<Answer> taker) {
        String next = null;
        do {
            Answers page = ask(question, reach, asked, next, AT_ONCE);
            page.rows().forEach(taker);
            next = page.next();
        } while (next != null);
    }

    private boolean begin(Question question, String before, Map<String, Object> params) {
        params.put("before", before);
        if (question.timeOf() == null) {
            return true;
        }
        Optional<OffsetDateTime> at = jdbc.sql(question.timeOf()).param(before).query(OffsetDateTime.class).optional();
        at.ifPresent(when -> params.put("beforeAt", when));
        return at.isPresent();
    }

    private String touching(Asked asked, Map<String, Object> params) {
        List<String> conditions = new ArrayList<>();
        if (!asked.person().isEmpty()) {
            List<String> usernames = jdbc.sql("select username from account where username = ? union select username from account where lower(display_name) = lower(?)")
                    .params(asked.person(), asked.person()).query(String.class).list();
            params.put("usernames", usernames.isEmpty() ? List.of("") : usernames);
            conditions.add("#.username in (:usernames)");
        }
        if (!asked.unit().isEmpty()) {
            params.put("path", jdbc.sql("select path from unit where code = ?").param(asked.unit()).query(String.class).optional().map(path -> path + "%").orElse(""));
            conditions.add("#.unit_code in (select n.code from unit n where n.path like :path)");
        }
        if (!asked.address().isEmpty()) {
            conditions.add(signedIn(asked, params));
        }
        return String.join(" and ", conditions);
    }

    /** By whose last sign-in before it came from the address. Who ever did is asked first: it is few, and their entries are found by their names. */
    private String signedIn(Asked asked, Map<String, Object> params) {
        String network = SignIn.network(asked.address());
        params.put("signIn", "%\"from\":\"" + (network == null ? " " : network) + "\"%");
        params.put("since", asked.from().minusDays(1).atStartOfDay(ZONE).toOffsetDateTime());
        List<String> who = jdbc.sql("select distinct username from ledger_entry where act = 'SIGNED_IN' and at >= :since and at < :to and detail like :signIn").params(params).query(String.class).list();
        params.put("who", who.isEmpty() ? List.of("") : who);
        return "#.username in (:who) and exists (select 1 from ledger_entry s where s.username = #.username and s.act = 'SIGNED_IN' and s.at >= :since and s.id < #.id and s.detail like :signIn "
                + "and not exists (select 1 from ledger_entry o where o.username = s.username and o.act = 'SIGNED_IN' and o.id > s.id and o.id < #.id))";
    }

    private Answer read(ResultSet rs) throws SQLException {
        try {
            return new Answer(rs.getLong("id"), rs.getObject("at", OffsetDateTime.class).toInstant(), rs.getString("person"), rs.getString("function"),
                    rs.getString("unit_code"), rs.getString("subject_kind"), rs.getString("subject_code"), rs.getString("act"), rs.getString("outcome"),
                    rs.getString("rule_set"), rs.getString("rule_ref"), json.readValue(rs.getString("detail"), new TypeReference<Map<String, Object>>() { }),
                    rs.getString("a"), rs.getString("b"), rs.getString("c"), rs.getString("place"));
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("entry " + rs.getLong("id") + " has no readable detail", wrong);
        }
    }
}
