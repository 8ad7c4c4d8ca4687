package vn.tusoi.rounds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Denied;

/** Reads rounds. */
@Component
public class Rounds {

    private final JdbcClient jdbc;

    Rounds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Round> find(String code) {
        return jdbc.sql("select * from round where code = ?").param(code).query(Rounds::map).optional();
    }

    /** @throws Denied.Hidden where there is none */
    public Round get(String code) {
        return find(code).orElseThrow(() -> new Denied.Hidden(code));
    }

    /** Newest first. */
    public List<Round> list() {
        return jdbc.sql("select * from round order by created_at desc, code").query(Rounds::map).list();
    }

    /** As {@link #get}, and keeps others from changing or locking the round until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Round lock(String code) {
        return jdbc.sql("select * from round where code = ? for update").param(code).query(Rounds::map).optional()
                .orElseThrow(() -> new Denied.Hidden(code));
    }

    /** Codes of the units taking part. */
    public List<String> units(String code) {
        return jdbc.sql("select unit_code from round_unit where round_code = ? order by unit_code").param(code).query(String.class).list();
    }

    /** A post whose holders take part. */
    public record Post(Kind kind, String name) {

        /** The post in the party, or a post held elsewhere. */
        public enum Kind { PARTY, OFFICE }

        /** As it stands in a form. */
        public String key() {
            return kind + ":" + name;
        }

        /** @throws IllegalArgumentException for anything that is not a {@link #key()} */
        public static Post of(String key) {
            int cut = key.indexOf(':');
            if (cut < 1) {
                throw new IllegalArgumentException("not a post: " + key);
            }
            return new Post(Kind.valueOf(key.substring(0, cut)), key.substring(cut + 1));
        }
    }

    public List<Post> posts(String code) {
        return jdbc.sql("select kind, post from round_post where round_code = ? order by kind desc, post").param(code)
                .query((rs, n) -> new Post(Post.Kind.valueOf(rs.getString(1)), rs.getString(2))).list();
    }

    /** The last day of each milestone, and whether somebody set it by hand. @param ruleSet by which it was counted back after the round was moved; null: the round's own */
    public record Day(LocalDate dueOn, boolean adjusted, String ruleSet) { }

    /** Empty until the plan has a congress day. */
    public Map<Milestone, Day> calendar(String code) {
        Map<Milestone, Day> days = new EnumMap<>(Milestone.class);
        jdbc.sql("select milestone, due_on, adjusted, rule_set from round_calendar where round_code = ?").param(code)
                .query(rs -> {
                    days.put(Milestone.valueOf(rs.getString(1)), new Day(rs.getObject(2, LocalDate.class), rs.getBoolean(3), rs.getString(4)));
                });
        return days;
    }

    private static Round map(ResultSet rs, int row) throws SQLException {
        String variant = rs.getString("variant");
        String kind = rs.getString("kind");
        return new Round(rs.getString("code"), rs.getString("name"), rs.getString("owner_code"), kind == null ? RoundKind.CONGRESS : RoundKind.valueOf(kind),
                rs.getObject("review_year", Integer.class), rs.getObject("review_quarter", Integer.class), variant == null ? null : Variant.valueOf(variant),
                rs.getString("target_post"), rs.getInt("seats"), rs.getString("rule_set"), rs.getObject("congress_day", LocalDate.class),
                RoundStatus.valueOf(rs.getString("status")), rs.getString("note"), rs.getString("return_reason"), instant(rs, "computed_at"),
                rs.getString("created_by"), instant(rs, "created_at"), instant(rs, "submitted_at"), instant(rs, "approved_at"), instant(rs, "opened_at"),
                instant(rs, "closed_at"), rs.getLong("version"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
