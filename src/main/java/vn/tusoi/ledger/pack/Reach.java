package vn.tusoi.ledger.pack;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far a pack reaches.
 *
 * @param whole   streams whose entries are shown
 * @param beside  streams of which only those entries are shown that name nobody outside the pack
 * @param own     codes of the subjects whose rows are shown
 * @param ruleSets that these subjects stand under
 */
record Reach(Map<String, Range> whole, Map<String, Range> beside, Set<String> own, Set<String> ruleSets) {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int AT_ONCE = 500;

    /** First and last number of a stream that are in the pack, and whether that is all of it. */
    record Range(long first, long last, boolean all) { }

    /** @return null where the code names nothing, or nothing that the mandate covers */
    static Reach of(Connection c, PackScope scope) throws SQLException {
        String realm = scope.realm() == null ? "/%" : scope.realm() + "%";
        Reach reach = new Reach(new TreeMap<>(), new TreeMap<>(), new HashSet<>(), new HashSet<>());
        Set<String> whole = new HashSet<>();
        Set<String> beside = new HashSet<>(Set.of("SYSTEM"));
        String cases = "select v.code, v.rule_set, v.list_code, v.round_code from vetting_case v join unit u on u.code = v.cell_code where u.path like ? and ";
        String lists = "select l.code, l.rule_set, l.code, l.round_code from planning_list l join unit u on u.code = l.unit_code where u.path like ? and ";
        switch (scope.kind()) {
            case CASE -> {
                List<String[]> found = reach.take(c, "CASE:", whole, cases + "v.code = ?", realm, scope.code());
                for (String[] one : found) {
                    beside.add("ROUND:" + one[3]);
                    if (one[2] == null) {
                        continue; // a review has no list
                    }
                    beside.add("LIST:" + one[2]);
                    ask(c, "select code from conference where list_code = ?", one[2]).forEach(row -> beside.add("CONFERENCE:" + row[0]));
                }
            }
            case LIST -> {
                List<String[]> found = reach.take(c, "LIST:", whole, lists + "l.code = ?", realm, scope.code());
                for (String[] one : found) {
                    beside.add("ROUND:" + one[3]);
                }
                if (!found.isEmpty()) {
                    reach.conferences(c, whole, scope.code());
                    reach.take(c, "CASE:", whole, cases + "v.list_code = ?", realm, scope.code());
                }
            }
            case ROUND -> {
                List<String[]> found = ask(c, "select code, rule_set from round where code = ?", scope.code());
                for (String[] one : found) {
                    reach.ruleSets.add(one[1]);
                    if (scope.realm() == null) {
                        whole.add("ROUND:" + one[0]);
                        reach.own.add(one[0]);
                    } else {
                        beside.add("ROUND:" + one[0]);
                    }
                    for (String[] list : reach.take(c, "LIST:", whole, lists + "l.round_code = ?", realm, scope.code())) {
                        reach.conferences(c, whole, list[0]);
                    }
                    reach.take(c, "CASE:", whole, cases + "v.round_code = ?", realm, scope.code());
                }
                if (found.isEmpty() || scope.realm() != null && reach.own.isEmpty()) {
                    return null;
                }
            }
            case UNIT -> {
                List<String[]> found = ask(c, "select path, code from unit where path like ? and code = ?", realm, scope.code());
                for (String[] one : found) {
                    for (String[] unit : ask(c, "select code from unit where path like ?", one[0] + "%")) {
                        whole.add("UNIT:" + unit[0]);
                        reach.own.add(unit[0]);
                    }
                    for (String[] list : reach.take(c, "LIST:", whole, lists + "l.code is not null", one[0] + "%")) {
                        reach.conferences(c, whole, list[0]);
                    }
                    reach.take(c, "CASE:", whole, cases + "v.code is not null", one[0] + "%");
                }
                if (found.isEmpty()) {
                    return null;
                }
            }
            case PERIOD -> {
                try (PreparedStatement read = c.prepareStatement("select stream, min(seq), max(seq) from ledger_entry where at >= ? and at < ? group by stream")) {
                    read.setObject(1, scope.from().atStartOfDay(ZONE).toOffsetDateTime());
                    read.setObject(2, scope.to().plusDays(1).atStartOfDay(ZONE).toOffsetDateTime());
                    try (ResultSet rs = read.executeQuery()) {
                        while (rs.next()) {
                            reach.whole.put(rs.getString(1), new Range(rs.getLong(2), rs.getLong(3), false));
                        }
                    }
                }
                reach.whole.replaceAll((stream, range) -> upToCheckpoint(c, stream, range));
                return reach;
            }
        }
        if (whole.isEmpty()) {
            return null;
        }
        reach.ranges(c, whole, reach.whole);
        reach.ranges(c, beside, reach.beside);
        return reach;
    }

    /** Goes on to the checkpoint that covers the last entry, so that a tree holds the end of what is shown. */
    private static Range upToCheckpoint(Connection c, String stream, Range range) {
        try (PreparedStatement read = c.prepareStatement("select coalesce(min(h.seq), max(s.seq)) from ledger_stream s left join ledger_checkpoint_head h "
                + "on h.stream = s.stream and h.seq >= ? where s.stream = ?")) {
            read.setLong(1, range.last());
            read.setString(2, stream);
            try (ResultSet rs = read.executeQuery()) {
                rs.next();
                return new Range(range.first(), Math.max(range.last(), rs.getLong(1)), false);
            }
        } catch (SQLException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private List<String[]> take(Connection c, String kind, Set<String> streams, String sql, String... values) throws SQLException {
        List<String[]> found = ask(c, sql, values);
        for (String[] one : found) {
            streams.add(kind + one[0]);
            own.add(one[0]);
            ruleSets.add(one[1]);
        }
        return found;
    }

    private void conferences(Connection c, Set<String> streams, String list) throws SQLException {
        for (String[] one : ask(c, "select code from conference where list_code = ?", list)) {
            streams.add("CONFERENCE:" + one[0]);
            own.add(one[0]);
        }
    }

    private void ranges(Connection c, Set<String> streams, Map<String, Range> into) throws SQLException {
        List<String> all = List.copyOf(streams);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            for (String[] one : ask(c, "select stream, seq from ledger_stream where seq > 0 and stream in (" + marks(some.size()) + ")", some.toArray(String[]::new))) {
                into.put(one[0], new Range(1, Long.parseLong(one[1]), true));
            }
        }
    }

    static String marks(int count) {
        return String.join(", ", java.util.Collections.nCopies(count, "?"));
    }

    static List<String[]> ask(Connection c, String sql, String... values) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        try (PreparedStatement read = c.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                read.setString(i + 1, values[i]);
            }
            try (ResultSet rs = read.executeQuery()) {
                int columns = rs.getMetaData().getColumnCount();
                while (rs.next()) {
                    String[] row = new String[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = rs.getString(i + 1);
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
