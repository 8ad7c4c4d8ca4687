package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tusoi.PostgresTest;

/** On PostgreSQL, where an owner can also switch the triggers off within a transaction. */
@PostgresTest
class DeletionOnPostgresTests extends DeletionCases {

    @Test
    void aPartTakenOutOfAnEntryNeedsAnEntryThatSaysSo() throws Exception {
        // who opened the case is taken out, with its digest in its place: the chain holds, and that is what is found
        List<String> found = after(owner -> {
            switchTriggersOff(owner);
            takeOut(owner);
        });
        assertThat(found).containsExactly("DELETION_UNRECORDED ledger_entry CASE:" + code(1) + "/1 who");
        String[] where = new String[1];
        deletedOn(SOURCE_DUE);
        assertThat(after(owner -> {
            switchTriggersOff(owner);
            String digest = takeOut(owner);
            where[0] = entered(owner, code(1), Instant.parse("2026-06-01T00:00:00Z"), "READING",
                    detail(1, 24, SOURCE_DUE, new Deletion.Cell("ledger_entry", List.of("CASE:" + code(1), "1"), "who", digest)));
        })).isEmpty();
    }

    private String takeOut(Connection owner) throws SQLException {
        try (Statement ask = owner.createStatement(); ResultSet rs = ask.executeQuery("select " + Line.COLUMNS + " from ledger_entry where stream = 'CASE:" + code(1) + "' and seq = 1")) {
            rs.next();
            String digest = Line.of(rs, 1).digestOfWho();
            sql(owner, "update ledger_entry set who_salt = null, who_digest = ? where stream = ? and seq = 1", digest, "CASE:" + code(1));
            return digest;
        }
    }

    private static void switchTriggersOff(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("alter table ledger_entry disable trigger all");
        }
    }
}
