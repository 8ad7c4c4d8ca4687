package vn.tusoi.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the tree of units and who performs which function for whom. */
@Component
public class Units {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ConcurrentHashMap<String, Unit> known = new ConcurrentHashMap<>();

    Units(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<Unit> find(String code) {
        Unit cached = known.get(code);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<Unit> found = jdbc.sql("select * from unit where code = ?").param(code).query(Units::map).optional();
        found.ifPresent(unit -> known.put(code, unit));
        return found;
    }

    /** @throws UnknownUnit where no unit has the code */
    public Unit get(String code) {
        return find(code).orElseThrow(() -> new UnknownUnit(code));
    }

    public List<Unit> children(String parent) {
        return jdbc.sql("select * from unit where parent_code = ? order by code").param(parent).query(Units::map).list();
    }

    public List<Unit> ofKind(UnitKind kind) {
        return jdbc.sql("select * from unit where kind = ? order by code").param(kind.name()).query(Units::map).list();
    }

    /** From the unit itself up to the root. */
    public List<Unit> lineage(String code) {
        List<Unit> line = new ArrayList<>();
        for (Unit unit = get(code); unit != null; unit = unit.parent() == null ? null : get(unit.parent())) {
            line.add(unit);
        }
        return line;
    }

    /**
     * The unit that performs a function for another today: what is mapped for that unit, else for the nearest one above it.
     *
     * @param function name of an {@code access.Function}
     */
    public Optional<Unit> performing(String function, String scope) {
        LocalDate today = LocalDate.now(clock);
        for (Unit unit : lineage(scope)) {
            Optional<String> performer = performers(function, unit.code(), today);
            if (performer.isPresent()) {
                return find(performer.get());
            }
        }
        return Optional.empty();
    }

    private record Mapping(String performer, LocalDate from, LocalDate to) { }

    private final ConcurrentHashMap<String, List<Mapping>> mappings = new ConcurrentHashMap<>();

    private Optional<String> performers(String function, String scope, LocalDate day) {
        return mappings.computeIfAbsent(function + "@" + scope, key -> jdbc
                        .sql("select performed_by, valid_from, valid_to from unit_function where function = ? and scope_code = ? order by valid_from desc")
                        .params(function, scope)
                        .query((rs, n) -> new Mapping(rs.getString(1), rs.getObject(2, LocalDate.class), rs.getObject(3, LocalDate.class)))
                        .list())
                .stream()
                .filter(m -> !day.isBefore(m.from()) && (m.to() == null || !day.isAfter(m.to())))
                .map(Mapping::performer)
                .findFirst();
    }

    /** Forget what is cached: after units or functions were changed. */
    public void changed() {
        known.clear();
        mappings.clear();
    }

    static Unit map(ResultSet rs, int row) throws SQLException {
        return new Unit(rs.getString("code"), rs.getString("name"), UnitKind.valueOf(rs.getString("kind")), rs.getString("parent_code"),
                rs.getString("path"), rs.getObject("valid_from", LocalDate.class), rs.getObject("valid_to", LocalDate.class),
                rs.getString("successor_code"));
    }

    /** No unit has this code. */
    public static class UnknownUnit extends RuntimeException {
        UnknownUnit(String code) {
            super("unknown unit " + code);
        }
    }
}
