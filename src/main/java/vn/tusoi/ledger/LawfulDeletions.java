package vn.tusoi.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether each deletion was one that may be: confirmed by a second person, not before the end of the period that the case's rule set has, nothing held, and
 * nothing but content of its kind and its case. What it goes by is itself held against the record.
 */
final class LawfulDeletions {

    private record Case(String round, String member, String ruleSet, LocalDate closed) { }

    private final Connection connection;
    private final Faults faults;
    private final Map<String, Periods> periods = new HashMap<>();
    private String known;
    private Case knownCase;

    LawfulDeletions(Connection connection, Faults faults) {
        this.connection = connection;
        this.faults = faults;
    }

    void check(Deletion deletion) throws SQLException, IOException {
        Case of = of(deletion.code());
        if (of == null || !deletion.withinItsKind() || !of.round().equals(deletion.round()) || !of.ruleSet().equals(deletion.ruleSet())) {
            faults.add(Fault.Kind.DELETION_BEYOND, deletion.where());
        }
        if (!confirmed(deletion)) {
            faults.add(Fault.Kind.DELETION_ALONE, deletion.where());
        }
        Integer months = of == null ? null : periods(of.ruleSet()).months(deletion.kind());
        if (months == null || of.closed() == null || deletion.months() != months || !of.closed().plusMonths(months).equals(deletion.due()) || deletion.on().isBefore(deletion.due())) {
            faults.add(Fault.Kind.DELETION_EARLY, deletion.where());
        }
        if (of != null && held(deletion, of)) {
            faults.add(Fault.Kind.DELETION_HELD, deletion.where());
        }
    }

    private Case of(String code) throws SQLException {
        if (code.equals(known)) {
            return knownCase;
        }
        try (PreparedStatement ask = connection.prepareStatement("select c.round_code, c.member_code, c.rule_set, c.ended_at, r.closed_at from vetting_case c "
                + "left join round r on r.code = c.round_code where c.code = ?")) {
            ask.setString(1, code);
            try (ResultSet rs = ask.executeQuery()) {
                known = code;
                knownCase = rs.next() ? new Case(rs.getString(1), rs.getString(2), rs.getString(3), closed(rs.getObject(4, OffsetDateTime.class), rs.getObject(5, OffsetDateTime.class))) : null;
                return knownCase;
            }
        }
    }

    /** The later of the days on which case and round ended; null while one of them has not. */
    static LocalDate closed(OffsetDateTime ended, OffsetDateTime closed) {
        if (ended == null || closed == null) {
            return null;
        }
        Instant later = ended.isAfter(closed) ? ended.toInstant() : closed.toInstant();
        return later.atZone(Deletion.ZONE).toLocalDate();
    }

    private boolean confirmed(Deletion deletion) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select proposed_by, decided_by, decided_at from retention_run where round_code = ? and run_no = ? and state in ('RUNNING', 'DONE')")) {
            ask.setString(1, deletion.round());
            ask.setInt(2, deletion.run());
            try (ResultSet rs = ask.executeQuery()) {
                return rs.next() && rs.getString(2) != null && !rs.getString(2).equals(rs.getString(1))
                        && !rs.getObject(3, OffsetDateTime.class).toInstant().isAfter(deletion.at());
            }
        }
    }

    private boolean held(Deletion deletion, Case of) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select put_at, lifted_at from legal_hold where subject_code in (?, ?, ?)")) {
            ask.setString(1, deletion.code());
            ask.setString(2, of.member());
            ask.setString(3, of.round());
            try (ResultSet rs = ask.executeQuery()) {
                while (rs.next()) {
                    OffsetDateTime lifted = rs.getObject(2, OffsetDateTime.class);
                    if (!rs.getObject(1, OffsetDateTime.class).toInstant().isAfter(deletion.at()) && (lifted == null || lifted.toInstant().isAfter(deletion.at()))) {
                        return true;
                    }
                }
                return false;
            }
        }
    }

    private Periods periods(String ruleSet) throws SQLException, IOException {
        Periods read = periods.get(ruleSet);
        if (read != null) {
            return read;
        }
        byte[] content = null;
        try (PreparedStatement ask = connection.prepareStatement("select c.content from rule_set_file f join rule_content c on c.digest = f.digest where f.rule_set = ? and f.name = 'rule-set.yaml'")) {
            ask.setString(1, ruleSet);
            try (ResultSet rs = ask.executeQuery()) {
                content = rs.next() ? rs.getBytes(1) : null;
            }
        }
        if (content == null && ruleSet.matches("[A-Za-z0-9-]{1,40}")) {
            try (InputStream shipped = getClass().getResourceAsStream("/processes/rules/" + ruleSet + "/rule-set.yaml")) {
                content = shipped == null ? null : shipped.readAllBytes();
            }
        }
        Periods found = Periods.read(content);
        periods.put(ruleSet, found);
        return found;
    }
}
