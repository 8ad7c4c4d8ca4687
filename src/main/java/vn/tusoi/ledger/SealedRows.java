package vn.tusoi.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The business rows that the entries on one subject sealed, each held against the rows as they are now. */
@Component
public class SealedRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    SealedRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /**
     * @param entry  the last entry that speaks of these rows
     * @param no     which of the rows that it speaks of, from 0
     * @param rows   how many there were after it
     * @param digest null where there were none
     * @param fits   whether they are still so
     */
    public record Sealed(String table, List<String> key, long entry, int no, Instant at, String person, int rows, String digest, boolean fits) { }

    private record Said(long id, int no, Instant at, String person, RowCheck.Reference reference) { }

    /** In the order in which they were last sealed. Rows that another subject's entry spoke of later are held against that entry. */
    public List<Sealed> of(String subjectCode) {
        Map<Mark, Said> last = new LinkedHashMap<>();
        jdbc.sql("select id, at, person, row_digests from ledger_entry where subject_code = ? and row_digests is not null order by tx, id").param(subjectCode).query((ResultSet rs) -> {
            List<RowCheck.Reference> references = RowCheck.Reference.read(rs.getString(4));
            for (int no = 0; no < references.size(); no++) {
                RowCheck.Reference r = references.get(no);
                if (r.key().get(0).equals(subjectCode)) {
                    Mark mark = new Mark(r.table(), List.copyOf(r.key()));
                    last.remove(mark);
                    last.put(mark, new Said(rs.getLong(1), no, rs.getObject(2, OffsetDateTime.class).toInstant(), rs.getString(3), r));
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
            sealed.add(new Sealed(mark.table(), mark.key(), said.id(), said.no(), said.at(), said.person(), r.rows(), r.digest(), fits));
        });
        return sealed;
    }

    /** Only asked where something differs: by an index nobody could answer it. */
    private boolean saidLater(long id, String reference) {
        return later(id, reference).isPresent();
    }

    private Optional<Long> later(long id, String reference) {
        return jdbc.sql("select id from ledger_entry where id > ? and row_digests like ? escape '!' order by id limit 1")
                .params(id, "%" + reference.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%").query(Long.class).optional();
    }

    /** How rows stand to what an entry sealed. */
    public enum State {
        /** As they were sealed. */
        FITS,
        /** The act took them away, and they are not there. */
        GONE,
        /** A later act changed them and sealed them anew; what stood before is known by its digest only. */
        LATER,
        /** Otherwise than sealed, and no act says so. */
        DIFFERS
    }

    /**
     * What an entry sealed, read and digested anew.
     *
     * @param digest what the entry says, null where it says that there are none
     * @param found  the digest of the rows as they are now, null for none
     * @param later  the entry that sealed them anew, null in every other state
     * @param rows   as they are now: columns with their values; those in {@code deleted} have none any more
     */
    public record Content(String table, List<String> key, String digest, String found, State state, Long later, List<Row> rows) { }

    /** @param deleted columns whose text was deleted, with the digests that stand for it */
    public record Row(Map<String, Object> values, Map<String, String> deleted) { }

    /** @param no which of the rows that the entry speaks of, from 0 */
    public Optional<Content> content(long entry, int no) {
        return jdbc.sql("select row_digests from ledger_entry where id = ? and row_digests is not null").param(entry).query(String.class).optional()
                .map(RowCheck.Reference::read).filter(all -> no < all.size()).map(all -> content(entry, all.get(no)));
    }

    private Content content(long entry, RowCheck.Reference said) {
        DigestedTable table = DigestedTable.named(said.table());
        List<List<String>> forms = template.execute((ConnectionCallback<List<List<String>>>) connection -> {
            BusinessRows business = new BusinessRows();
            List<String> full = business.read(connection, said.table(), List.of(said.key()), false).get(said.key());
            return List.of(full, said.old() && table.hasContent() ? business.read(connection, said.table(), List.of(said.key()), true).get(said.key()) : full);
        });
        List<String> rows = forms.get(0);
        String found = rows.isEmpty() ? null : BusinessRows.digest(said.table(), forms.get(1), said.old());
        String anew = rows.isEmpty() ? null : BusinessRows.digest(said.table(), rows, false);
        Optional<Long> later = Objects.equals(found, said.digest()) ? Optional.empty()
                : later(entry, RowDigests.reference(new Mark(said.table(), List.copyOf(said.key())), rows.size(), anew));
        State state = later.isPresent() ? State.LATER : !Objects.equals(found, said.digest()) || rows.size() != said.rows() ? State.DIFFERS : rows.isEmpty() ? State.GONE : State.FITS;
        return new Content(said.table(), said.key(), said.digest(), found, state, later.orElse(null), rows.stream().map(row -> row(table, row)).toList());
    }

    private static Row row(DigestedTable table, String json) {
        try {
            Map<String, Object> values = JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() { });
            Object kept = values.get(Cells.DIGESTS);
            Map<String, String> deleted = kept == null ? Map.of() : Cells.kept(kept.toString());
            values.keySet().removeIf(column -> DigestedTable.apart(column) || deleted.containsKey(column));
            return new Row(values, deleted);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a row of " + table.name() + " cannot be read as it was written", impossible);
        }
    }
}
