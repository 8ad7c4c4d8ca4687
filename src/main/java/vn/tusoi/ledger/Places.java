package vn.tusoi.ledger;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Single entries where they stand in their chain. */
@Component
public class Places {

    private final JdbcClient jdbc;

    Places(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An entry between its neighbours.
     *
     * @param hash   the digest that stands with it
     * @param sound  whether its content has that digest
     * @param before id of the entry before it in its stream, null for the first
     * @param linked whether it names the digest that stands with the entry before it
     * @param after  id of the entry after it, null for the last
     * @param held   whether the entry after it names this digest; true for the last
     */
    public record Place(long id, Line line, String hash, boolean sound, Long before, boolean linked, Long after, boolean held) { }

    private record Neighbour(Long id, String prev, String hash) { }

    public Optional<Place> find(long id) {
        return jdbc.sql("select " + Line.COLUMNS + " from ledger_entry where id = ?").param(id).query((rs, n) -> {
            Line line = Line.of(rs, 1);
            String hash = rs.getString("hash");
            Neighbour before = neighbour(line.stream(), line.seq() - 1);
            Neighbour after = neighbour(line.stream(), line.seq() + 1);
            boolean linked = before.id() == null ? line.seq() == 1 && line.prev().equals(Canonical.NOTHING) : line.prev().equals(before.hash());
            return new Place(id, line, hash, line.hash().equals(hash), before.id(), linked, after.id(), after.id() == null || hash.equals(after.prev()));
        }).optional();
    }

    private Neighbour neighbour(String stream, long seq) {
        return jdbc.sql("select id, prev, hash from ledger_entry where stream = ? and seq = ?").params(stream, seq)
                .query((rs, n) -> new Neighbour(rs.getLong(1), rs.getString(2), rs.getString(3))).optional().orElse(new Neighbour(null, null, null));
    }
}
