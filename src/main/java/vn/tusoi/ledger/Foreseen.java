package vn.tusoi.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.SqlParameterValue;
import vn.tusoi.database.Later;

/**
 * Which digested rows a transaction's last writes will touch, as far as their statements tell: these rows are read in the same round trip. What was touched
 * is told by the database alone; a row that was not foreseen is read afterwards, one that was foreseen in vain is dropped.
 */
final class Foreseen {

    private static final Pattern INSERT = Pattern.compile("\\s*insert into (\\w+)\\s*\\(([^)]*)\\)\\s*values\\s*\\(([^()]*)\\).*", Pattern.DOTALL);
    private static final Pattern UPDATE = Pattern.compile("\\s*update (\\w+) set (.*)\\swhere\\s+(.*)", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("(?:^|and )\\s*(\\w+) = \\?");

    /** By statement; none where nothing can be foreseen. */
    private final Map<String, Optional<Rows>> known = new ConcurrentHashMap<>();

    /**
     * @param places of the key's values among those of one row
     * @param every  so many values make a row
     */
    private record Rows(String table, int[] places, int every) {

        void add(Object[] values, Set<Mark> marks) {
            for (int from = 0; from + every <= values.length; from += every) {
                List<String> key = new ArrayList<>(places.length);
                for (int place : places) {
                    Object value = values[from + place] instanceof SqlParameterValue typed ? typed.getValue() : values[from + place];
                    if (value != null) {
                        key.add(value.toString());
                    }
                }
                if (key.size() == places.length) {
                    marks.add(new Mark(table, List.copyOf(key)));
                }
            }
        }
    }

    Set<Mark> of(Later.Together writes) {
        Set<Mark> marks = new LinkedHashSet<>();
        writes.each((sql, values) -> known.computeIfAbsent(sql, Foreseen::read).ifPresent(rows -> rows.add(values, marks)));
        return marks;
    }

    private static Optional<Rows> read(String sql) {
        if (sql.contains(";")) {
            return Optional.empty();
        }
        Matcher insert = INSERT.matcher(sql);
        Matcher update = UPDATE.matcher(sql);
        return insert.matches() ? inserted(insert) : update.matches() ? updated(update) : Optional.empty();
    }

    private static Optional<Rows> inserted(Matcher insert) {
        List<String> columns = Arrays.stream(insert.group(2).split(",")).map(String::strip).toList();
        List<String> places = Arrays.stream(insert.group(3).split(",")).map(String::strip).toList();
        if (columns.size() != places.size()) {
            return Optional.empty();
        }
        List<String> filled = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).equals("?")) {
                filled.add(columns.get(i));
            }
        }
        return rows(insert.group(1), filled, filled.size());
    }

    private static Optional<Rows> updated(Matcher update) {
        long before = update.group(2).chars().filter(c -> c == '?').count();
        long all = before + update.group(3).chars().filter(c -> c == '?').count();
        List<String> filled = new ArrayList<>();
        for (long i = 0; i < before; i++) {
            filled.add("");
        }
        Matcher key = KEY.matcher(update.group(3));
        while (key.find()) {
            filled.add(key.group(1));
        }
        return filled.size() == all ? rows(update.group(1), filled, filled.size()) : Optional.empty();
    }

    private static Optional<Rows> rows(String table, List<String> filled, int every) {
        return DigestedTable.find(table).filter(t -> filled.containsAll(t.keys()))
                .map(t -> new Rows(table, t.keys().stream().mapToInt(filled::lastIndexOf).toArray(), every));
    }
}
