package vn.tusoi.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Once for each digested table: enters the digests of all rows that were there before the record spoke of them. */
@Component
public class Baseline {

    private static final int AT_ONCE = 500;
    private static final String ACT = "RECORD_BEGUN";

    private final JdbcTemplate jdbc;
    private final Ledger ledger;
    private final TransactionTemplate transaction;

    Baseline(JdbcTemplate jdbc, Ledger ledger, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.transaction = transaction;
    }

    /** Does nothing for tables for which it was done. */
    public void ensure() {
        for (DigestedTable table : DigestedTable.ALL) {
            String code = "rows:" + table.name();
            if (ledger.last(code, ACT).filter(e -> "COMPLETE".equals(e.outcome())).isPresent()) {
                continue;
            }
            List<Mark> marks = marks(table);
            for (int from = 0; from < marks.size(); from += AT_ONCE) {
                List<Mark> some = marks.subList(from, Math.min(from + AT_ONCE, marks.size()));
                transaction.executeWithoutResult(t -> {
                    ledger.byProcess(ACT).on("SYSTEM", code).outcome("PART").write();
                    some.forEach(Pending.current()::touch);
                });
            }
            transaction.executeWithoutResult(t -> ledger.byProcess(ACT).on("SYSTEM", code).outcome("COMPLETE").with("keys", marks.size()).write());
        }
    }

    private List<Mark> marks(DigestedTable table) {
        return jdbc.execute((ConnectionCallback<List<Mark>>) connection -> {
            List<Mark> marks = new ArrayList<>();
            try (PreparedStatement read = connection.prepareStatement("select distinct " + String.join(", ", table.keys()) + " from " + table.name());
                 ResultSet rs = read.executeQuery()) {
                while (rs.next()) {
                    List<String> key = new ArrayList<>();
                    for (int i = 1; i <= table.keys().size(); i++) {
                        key.add(rs.getString(i));
                    }
                    marks.add(new Mark(table.name(), List.copyOf(key)));
                }
            }
            return marks;
        });
    }
}
