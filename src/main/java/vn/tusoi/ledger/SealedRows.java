package vn.tusoi.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The business rows that the entries on one subject sealed, each held against the rows as they are now. */
@Component
public class SealedRows {

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    SealedRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /**
     * @param entry  the last entry that speaks of these rows
     * @param rows   how many there were after it
     * @param digest null where there were none
     * @param fits   whether they are still so
     */
    public record Sealed(String table, List<String> key, long entry, Instant at, String person, int rows, String digest, boolean fits) { }

    private record Said(long id, Instant at, String person, RowCheck.Reference reference) { }

    /** In the order in which they were last sealed. Rows that another subject's entry spoke of later are held against that entry. */
    public List<Sealed> of(String subjectCode) {
        Map<Mark, Said> last = new LinkedHashMap<>();
        jdbc.sql("select id, at, person, row_digests from ledger_entry where subject_code = ? and row_digests is not null order by tx, id").param(subjectCode).query((ResultSet rs) -> {
            for (RowCheck.Reference r : RowCheck.Reference.read(rs.getString(4))) {
                if (r.key().get(0).equals(subjectCode)) {
                    Mark mark = new Mark(r.table(), List.copyOf(r.key()));
                    last.remove(mark);
                    last.put(mark, new Said(rs.getLong(1), rs.getObject(2, OffsetDateTime.class).toInstant(), rs.getString(3), r));
                }
            }
        });
        List<Mark> before = last.entrySet().stream().filter(s -> s.getValue().reference().old() && DigestedTable.named(s.getKey().table()).hasContent()).map(Map.Entry::getKey).toList();
        Map<Mark, String> now = template.execute((ConnectionCallback<Map<Mark, String>>) (Connection connection) -> {
            RowDigests digests = new RowDigests();
            Map<Mark, String> found = new HashMap<>(digests.read(connection, last.keySet(), false));
            digests.rows(connection, before, false, RowDigests.Form.OLD).forEach((mark, rows) -> found.put(mark,
                    RowDigests.reference(mark, rows.size(), rows.isEmpty() ? null : RowDigests.digest(rows))));
            return found;
        });
        List<Sealed> sealed = new ArrayList<>(last.size());
        last.forEach((mark, said) -> {
            RowCheck.Reference r = said.reference();
            boolean fits = now.get(mark).equals(RowDigests.reference(mark, r.rows(), r.digest())) || saidLater(said.id(), now.get(mark));
            sealed.add(new Sealed(mark.table(), mark.key(), said.id(), said.at(), said.person(), r.rows(), r.digest(), fits));
        });
        return sealed;
    }

    /** Only asked where something differs: by an index nobody could answer it. */
    private boolean saidLater(long id, String reference) {
        return jdbc.sql("select count(*) from (select 1 from ledger_entry where id > ? and row_digests like ? escape '!' limit 1) f")
                .params(id, "%" + reference.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%").query(Integer.class).single() > 0;
    }
}
