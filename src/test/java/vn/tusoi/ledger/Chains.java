package vn.tusoi.ledger;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks chains the plain way, for tests of writing. */
final class Chains {

    private Chains() { }

    /** What is wrong with the record; empty if nothing is. */
    static List<String> faults(JdbcClient jdbc) {
        List<String> faults = new ArrayList<>();
        String[] stream = {""};
        String[] prev = {Canonical.NOTHING};
        long[] seq = {0};
        jdbc.sql("select " + Line.COLUMNS + " from ledger_entry order by stream, seq").query(rs -> {
            Line line = Line.of(rs, 1);
            if (!line.stream().equals(stream[0])) {
                stream[0] = line.stream();
                prev[0] = Canonical.NOTHING;
                seq[0] = 0;
            }
            if (line.seq() != ++seq[0]) {
                faults.add(line.stream() + " has " + line.seq() + " after " + (seq[0] - 1));
            }
            if (!line.prev().equals(prev[0]) || !line.hash().equals(rs.getString(24))) {
                faults.add(line.stream() + " " + line.seq() + " does not fit");
            }
            prev[0] = rs.getString(24);
        });
        jdbc.sql("""
                        select s.stream from ledger_stream s left join ledger_entry e on e.stream = s.stream and e.seq = s.seq and e.hash = s.hash
                        where e.stream is null and s.seq > 0""").query(String.class).list().forEach(s -> faults.add("head of " + s));
        return faults;
    }
}
