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

    /**
     * What content was deleted from.
     *
     * @param round   code of the round; of the briefing where it is one
     * @param ruleSet null for a briefing, which goes by the set that was in force on its day
     */
    private record Owner(String round, String member, String ruleSet, LocalDate closed) { }

    /** Holds on a round, its cases and everybody in its electorate; the round's code four times. */
    static final String HELD_IN_ROUND = "(subject_code = ? or subject_code in (select c.code from vetting_case c where c.round_code = ?)"
            + " or subject_code in (select c.member_code from vetting_case c where c.round_code = ?) or subject_code in (select e.member_code from electorate e where e.round_code = ?))";
    /** Holds on whoever attended or read; the briefing's code twice. */
    static final String HELD_IN_BRIEFING = "(subject_code in (select a.member_code from briefing_attendance a where a.briefing_code = ?)"
            + " or subject_code in (select r.member_code from briefing_reading r where r.briefing_code = ?))";

    private final Connection connection;
    private final Faults faults;
    private final Map<String, Periods> periods = new HashMap<>();
    private String known;
    private Owner knownOwner;

    LawfulDeletions(Connection connection, Faults faults) {
        this.connection = connection;
        this.faults = faults;
    }

    void check(Deletion deletion) throws SQLException, IOException {
        Owner of = of(deletion);
        if (of == null || !deletion.withinItsKind() || !of.round().equals(deletion.round()) || of.ruleSet() != null && !of.ruleSet().equals(deletion.ruleSet())) {
            faults.add(Fault.Kind.DELETION_BEYOND, deletion.where());
        }
        if (!confirmed(deletion)) {
            faults.add(Fault.Kind.DELETION_ALONE, deletion.where());
        }
        Integer months = of == null ? null : periods(deletion.ruleSet()).months(deletion.kind());
        if (months == null || of.closed() == null || deletion.months() != months || !of.closed().plusMonths(months).equals(deletion.due()) || deletion.on().isBefore(deletion.due())) {
            faults.add(Fault.Kind.DELETION_EARLY, deletion.where());
        }
        if (of != null && held(deletion, of)) {
            faults.add(Fault.Kind.DELETION_HELD, deletion.where());
        }
    }

    private Owner of(Deletion deletion) throws SQLException {
        String name = deletion.of() + ":" + deletion.code();
        if (!name.equals(known)) {
            known = name;
            knownOwner = deletion.of() == null ? null : switch (deletion.of()) {
                case CASE -> one("select c.round_code, c.member_code, c.rule_set, c.ended_at, r.closed_at from vetting_case c left join round r on r.code = c.round_code where c.code = ?", deletion.code(),
                        rs -> new Owner(rs.getString(1), rs.getString(2), rs.getString(3), closed(rs.getObject(4, OffsetDateTime.class), rs.getObject(5, OffsetDateTime.class))));
                case ROUND -> one("select rule_set, closed_at from round where code = ?", deletion.code(),
                        rs -> new Owner(deletion.code(), null, rs.getString(1), closed(rs.getObject(2, OffsetDateTime.class), rs.getObject(2, OffsetDateTime.class))));
                case BRIEFING -> one("select due_on from briefing where code = ?", deletion.code(), rs -> new Owner(deletion.code(), null, null, rs.getObject(1, LocalDate.class)));
            };
        }
        return knownOwner;
    }

    private interface Row {
        Owner read(ResultSet rs) throws SQLException;
    }

    private Owner one(String sql, String code, Row row) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(sql)) {
            ask.setString(1, code);
            try (ResultSet rs = ask.executeQuery()) {
                return rs.next() ? row.read(rs) : null;
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
        try (PreparedStatement ask = connection.prepareStatement("select proposed_by, decided_by, decided_at from "
                + (deletion.of() == ContentKind.Of.BRIEFING ? "briefing_deletion where briefing_code" : "retention_run where round_code") + " = ? and run_no = ? and state in ('RUNNING', 'DONE')")) {
            ask.setString(1, deletion.round());
            ask.setInt(2, deletion.run());
            try (ResultSet rs = ask.executeQuery()) {
                return rs.next() && rs.getString(2) != null && !rs.getString(2).equals(rs.getString(1))
                        && !rs.getObject(3, OffsetDateTime.class).toInstant().isAfter(deletion.at());
            }
        }
    }

    /** What belongs to a round or a briefing as a whole is held with any case and any person in it: who stands in a text cannot be seen from outside. */
    private boolean held(Deletion deletion, Owner of) throws SQLException {
        if (deletion.of() == ContentKind.Of.CASE) {
            return held(deletion, "subject_code in (?, ?, ?)", deletion.code(), of.member(), of.round());
        }
        return deletion.of() == ContentKind.Of.BRIEFING ? held(deletion, HELD_IN_BRIEFING, deletion.code(), deletion.code())
                : held(deletion, HELD_IN_ROUND, deletion.code(), deletion.code(), deletion.code(), deletion.code());
    }

    private boolean held(Deletion deletion, String which, String... values) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select put_at, lifted_at from legal_hold where " + which)) {
            for (int i = 0; i < values.length; i++) {
                ask.setString(i + 1, values[i]);
            }
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
        if (content == null && ruleSet != null && ruleSet.matches("[A-Za-z0-9-]{1,40}")) {
            try (InputStream shipped = getClass().getResourceAsStream("/processes/rules/" + ruleSet + "/rule-set.yaml")) {
                content = shipped == null ? null : shipped.readAllBytes();
            }
        }
        Periods found = Periods.read(content);
        periods.put(ruleSet, found);
        return found;
    }
}
