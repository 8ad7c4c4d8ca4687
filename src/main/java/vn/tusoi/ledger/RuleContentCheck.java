package vn.tusoi.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * Holds the kept files of rule sets and of their drafts against the digests by which the record knows them: the rows that name them are digested, the contents
 * themselves are too large for that.
 */
final class RuleContentCheck {

    private static final String NAMED = "(select f.digest, f.rule_set || '/' || f.name as file from rule_set_file f union all "
            + "select d.digest, 'draft ' || cast(d.draft_id as varchar(20)) || ' version ' || cast(d.version as varchar(20)) || '/' || d.name from rule_draft_file d)";

    private RuleContentCheck() { }

    static void check(Connection connection, Faults faults) throws SQLException {
        if (!RowCheck.there(connection, "rule_content") || !RowCheck.there(connection, "rule_draft_file")) {
            return;
        }
        try (PreparedStatement read = connection.prepareStatement("select digest, content from rule_content order by digest")) {
            read.setFetchSize(50);
            try (ResultSet rs = read.executeQuery()) {
                while (rs.next()) {
                    byte[] content = rs.getBytes(2);
                    if (content == null || !HexFormat.of().formatHex(Canonical.sha256().digest(content)).equals(rs.getString(1))) {
                        faults.add(Fault.Kind.RULES_CHANGED, "rule_content " + rs.getString(1));
                    }
                }
            }
        }
        try (PreparedStatement read = connection.prepareStatement("select n.digest, min(n.file) from " + NAMED + " n left join rule_content c on c.digest = n.digest "
                + "where c.digest is null group by n.digest order by n.digest"); ResultSet rs = read.executeQuery()) {
            while (rs.next()) {
                faults.add(Fault.Kind.RULES_MISSING, "rule_content " + rs.getString(1), rs.getString(2));
            }
        }
        try (PreparedStatement read = connection.prepareStatement("select c.digest from rule_content c where not exists (select 1 from " + NAMED + " n where n.digest = c.digest) order by c.digest");
             ResultSet rs = read.executeQuery()) {
            while (rs.next()) {
                faults.add(Fault.Kind.ROW_UNRECORDED, "rule_content " + rs.getString(1), 1);
            }
        }
    }
}
