package vn.tusoi.rulebook.drafts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Denied;

/** Reads drafts and all their versions. */
@Component
public class RuleDrafts {

    private static final String SELECT = """
            select d.*, v.saved_by, v.saved_name, v.saved_at from rule_draft d join rule_draft_version v on v.draft_id = d.id and v.version = d.version""";

    private final JdbcClient jdbc;

    RuleDrafts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<RuleDraft> find(long id) {
        return jdbc.sql(SELECT + " where d.id = ?").param(id).query(RuleDrafts::map).optional();
    }

    /** @throws Denied.Hidden where there is none */
    RuleDraft get(long id) {
        return find(id).orElseThrow(() -> new Denied.Hidden(String.valueOf(id)));
    }

    /** As {@link #get}, and keeps others from changing the draft until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    RuleDraft lock(long id) {
        jdbc.sql("select id from rule_draft where id = ? for update").param(id).query(Long.class).optional().orElseThrow(() -> new Denied.Hidden(String.valueOf(id)));
        return get(id);
    }

    /** Those that are being written or wait for the second officer first, then by the last change. */
    List<RuleDraft> all() {
        return jdbc.sql(SELECT + " order by case when d.state in ('OPEN', 'SUBMITTED', 'RETURNED') then 0 else 1 end, v.saved_at desc, d.id desc")
                .query(RuleDrafts::map).list();
    }

    /** The files of a version by name. */
    Map<String, byte[]> files(long id, int version) {
        Map<String, byte[]> files = new TreeMap<>();
        jdbc.sql("select f.name, c.content from rule_draft_file f join rule_content c on c.digest = f.digest where f.draft_id = ? and f.version = ?")
                .params(id, version).query(rs -> {
                    files.put(rs.getString(1), rs.getBytes(2));
                });
        return files;
    }

    /** Digests of the files of a version by name. */
    Map<String, String> digests(long id, int version) {
        Map<String, String> digests = new TreeMap<>();
        jdbc.sql("select name, digest from rule_draft_file where draft_id = ? and version = ?").params(id, version).query(rs -> {
            digests.put(rs.getString(1), rs.getString(2));
        });
        return digests;
    }

    /** Who saved a version. */
    public record Saved(int version, String username, String name, Instant at) { }

    /** Saves after a version, oldest first. */
    List<Saved> savedAfter(long id, int version) {
        return jdbc.sql("select version, saved_by, saved_name, saved_at from rule_draft_version where draft_id = ? and version > ? order by version").params(id, version)
                .query((rs, n) -> new Saved(rs.getInt(1), rs.getString(2), rs.getString(3), instant(rs, "saved_at"))).list();
    }

    private static RuleDraft map(ResultSet rs, int row) throws SQLException {
        return new RuleDraft(rs.getLong("id"), rs.getString("base"), rs.getString("unit_code"), rs.getString("code"), rs.getString("name_vi"), rs.getString("name_en"),
                rs.getObject("valid_from", LocalDate.class), RuleDraft.State.valueOf(rs.getString("state")), rs.getInt("version"), rs.getString("opened_name"),
                instant(rs, "opened_at"), rs.getString("saved_by"), rs.getString("saved_name"), instant(rs, "saved_at"), rs.getString("note"),
                rs.getString("submitted_name"), instant(rs, "submitted_at"), rs.getString("return_reason"), rs.getString("decided_name"), instant(rs, "decided_at"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
