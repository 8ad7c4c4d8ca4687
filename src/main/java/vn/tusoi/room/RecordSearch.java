package vn.tusoi.room;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.site.Show;

/**
 * Searches the record, newest first. A page begins before an entry instead of after so many, and nothing is counted, so that the last of a million entries is
 * found as quickly as the first of a thousand.
 */
@Component
class RecordSearch {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final JdbcClient jdbc;
    private final Told told;
    private final Show show;

    RecordSearch(JdbcClient jdbc, Told told, Show show) {
        this.jdbc = jdbc;
        this.told = told;
        this.show = show;
    }

    /** An entry in whole words. */
    public record Entry(long id, String at, String sentence, String subject, String kind, String office, String ruleSet, String rule) { }

    /** What is searched for; blank or null where it does not matter. {@code before}: only entries with a lower number. */
    record Asked(String subject, String act, String person, LocalDate from, LocalDate to, Long before) { }

    List<Entry> find(Mandate.Reach reach, Asked asked, int most) {
        Map<String, Object> params = new LinkedHashMap<>();
        reach.fill(params);
        StringBuilder where = new StringBuilder(" where 1 = 1").append(reach.entries());
        if (!asked.subject().isEmpty()) {
            params.put("subject", asked.subject());
            where.append(" and e.subject_code = :subject");
        }
        if (!asked.act().isEmpty()) {
            params.put("act", asked.act());
            where.append(" and e.act = :act");
        }
        if (!asked.person().isEmpty()) {
            params.put("person", asked.person());
            where.append(" and e.username = :person");
        }
        if (asked.from() != null) {
            params.put("from", asked.from().atStartOfDay(ZONE).toOffsetDateTime());
            where.append(" and e.at >= :from");
        }
        if (asked.to() != null) {
            params.put("to", asked.to().plusDays(1).atStartOfDay(ZONE).toOffsetDateTime());
            where.append(" and e.at < :to");
        }
        boolean byNumber = !asked.subject().isEmpty();      // the index of subjects goes by number, the others by time
        if (asked.before() != null) {
            params.put("before", asked.before());
            where.append(byNumber ? " and e.id < :before" : " and e.at <= :beforeAt and (e.at < :beforeAt or e.id < :before)");
            if (!byNumber) {
                params.put("beforeAt", jdbc.sql("select at from ledger_entry where id <= ? order by id desc limit 1").param(asked.before()).query(OffsetDateTime.class).optional()
                        .orElse(OffsetDateTime.parse("1970-01-01T00:00:00Z")));
            }
        }
        // where days alone are asked for, how many stands in the statement: a server that does not know it plans anew each time
        boolean daysAlone = asked.subject().isEmpty() && asked.act().isEmpty() && asked.person().isEmpty();
        if (!daysAlone) {
            params.put("most", most);
        }
        return jdbc.sql("select e.* from ledger_entry e" + where + (byNumber ? " order by e.id desc" : " order by e.at desc, e.id desc") + " limit " + (daysAlone ? most : ":most")).params(params)
                .query((rs, n) -> {
                    String held = told.office(rs.getString("function"), rs.getString("unit_code"));
                    return new Entry(rs.getLong("id"), show.dayAndTime(rs.getObject("at", OffsetDateTime.class).toInstant()),
                            told.sentence(rs.getString("act"), rs.getString("person"), rs.getString("outcome"), held), rs.getString("subject_code"),
                            rs.getString("subject_kind"), held, rs.getString("rule_set"), told.rule(rs.getString("rule_set"), rs.getString("rule_ref")));
                }).list();
    }
}
