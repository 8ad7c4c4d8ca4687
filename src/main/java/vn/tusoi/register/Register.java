package vn.tusoi.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks through the register: lists of units and members, part by part, within the realms that the caller names. Decides no rights. */
@Component
public class Register {

    /** Last row that a list leads to; who needs more narrows the search or exports. */
    public static final int REACH = 20_000;

    /**
     * Which members.
     *
     * @param realms paths of the tree, at least one
     * @param text   part of a name or a code, in any spelling, null for all
     * @param under  path of a unit, null for all
     */
    public record MemberFilter(Collection<String> realms, String text, String under, String status, String partyPost) { }

    /** Order of a list of members. */
    public enum MemberOrder {
        NAME("m.sort_key, m.code"), CODE("m.code"), BIRTH("m.birth_date, m.sort_key, m.code"), UNIT("m.cell_code, m.sort_key, m.code");

        private final String sql;

        MemberOrder(String sql) {
            this.sql = sql;
        }
    }

    /** A member in a list. */
    public record MemberRow(String code, String fullName, LocalDate birthDate, String gender, String partyPost, String status, String cell,
                            String cellName, String over, String overName) { }

    /** A unit in a list. {@code depth} 0 is the root. */
    public record UnitRow(Unit unit, int depth, int members) { }

    /** Which units: those of a kind, with a name or code like the text, at or below a path; dissolved ones only where asked for. */
    public record UnitFilter(Collection<String> realms, String text, String under, String kind, boolean dissolved) { }

    private final JdbcClient jdbc;

    Register(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<MemberRow> members(MemberFilter filter, MemberOrder order, int limit, int offset) {
        Map<String, Object> values = new HashMap<>();
        String where = where(filter, values);
        values.put("limit", limit);
        values.put("offset", Math.max(0, Math.min(offset, REACH)));
        return jdbc.sql(SELECT_MEMBER + where + " order by " + order.sql + " limit :limit offset :offset").params(values).query(Register::row).list();
    }

    public int count(MemberFilter filter) {
        Map<String, Object> values = new HashMap<>();
        return jdbc.sql("select count(*) from member m join unit u on u.code = m.cell_code " + where(filter, values)).params(values)
                .query(Integer.class).single();
    }

    /** Every member of the filter, one by one. */
    public void each(MemberFilter filter, MemberOrder order, Consumer<MemberRow> sink) {
        Map<String, Object> values = new HashMap<>();
        String where = where(filter, values);
        try (var rows = jdbc.sql(SELECT_MEMBER + where + " order by " + order.sql).params(values).query(Register::row).stream()) {
            rows.forEach(sink);
        }
    }

    /** Party posts that occur, for a filter's choice. */
    public List<String> partyPosts(Collection<String> realms) {
        Map<String, Object> values = new HashMap<>();
        return jdbc.sql("select distinct m.party_post from member m join unit u on u.code = m.cell_code where " + realms(realms, values) + " order by 1")
                .params(values).query(String.class).list();
    }

    private static final String SELECT_MEMBER = """
            select m.code, m.full_name, m.birth_date, m.gender, m.party_post, m.status, u.code as cell, u.name as cell_name, o.code as over, o.name as over_name
            from member m join unit u on u.code = m.cell_code left join unit o on o.code = u.parent_code\s""";

    private static MemberRow row(ResultSet rs, int n) throws SQLException {
        return new MemberRow(rs.getString(1), rs.getString(2), rs.getObject(3, LocalDate.class), rs.getString(4), rs.getString(5), rs.getString(6),
                rs.getString(7), rs.getString(8), rs.getString(9), rs.getString(10));
    }

    private static String where(MemberFilter filter, Map<String, Object> values) {
        List<String> parts = new ArrayList<>();
        parts.add(realms(filter.realms(), values));
        if (filter.under() != null) {
            parts.add("u.path like :under");
            values.put("under", prefix(filter.under()));
        }
        if (filter.text() != null && !filter.text().isBlank()) {
            parts.add("(m.search_name like :text or m.code = :code)");
            values.put("text", "%" + escaped(VietnameseText.searchable(filter.text())) + "%");
            values.put("code", VietnameseText.clean(filter.text()));
        }
        if (filter.status() != null) {
            parts.add("m.status = :status");
            values.put("status", filter.status());
        }
        if (filter.partyPost() != null) {
            parts.add("m.party_post = :post");
            values.put("post", filter.partyPost());
        }
        return "where " + String.join(" and ", parts);
    }

    /** Units in the order of the tree. */
    public List<UnitRow> units(UnitFilter filter, LocalDate today, int limit, int offset) {
        Map<String, Object> values = new HashMap<>();
        String where = where(filter, today, values);
        values.put("limit", limit);
        values.put("offset", Math.max(0, Math.min(offset, REACH)));
        return jdbc.sql("select u.*, (select count(*) from member m where m.cell_code = u.code) as members from unit u " + where
                        + " order by u.path limit :limit offset :offset").params(values)
                .query((rs, n) -> {
                    Unit unit = Units.map(rs, n);
                    return new UnitRow(unit, (int) unit.path().chars().filter(c -> c == '/').count() - 2, rs.getInt("members"));
                }).list();
    }

    public int count(UnitFilter filter, LocalDate today) {
        Map<String, Object> values = new HashMap<>();
        return jdbc.sql("select count(*) from unit u " + where(filter, today, values)).params(values).query(Integer.class).single();
    }

    private static String where(UnitFilter filter, LocalDate today, Map<String, Object> values) {
        List<String> parts = new ArrayList<>();
        parts.add(realms(filter.realms(), values));
        if (filter.under() != null) {
            parts.add("u.path like :under");
            values.put("under", prefix(filter.under()));
        }
        if (filter.text() != null && !filter.text().isBlank()) {
            parts.add("(u.search_name like :text or u.code = :code)");
            values.put("text", "%" + escaped(VietnameseText.searchable(filter.text())) + "%");
            values.put("code", VietnameseText.clean(filter.text()));
        }
        if (filter.kind() != null) {
            parts.add("u.kind = :kind");
            values.put("kind", filter.kind());
        }
        parts.add(filter.dissolved() ? "u.valid_to < :today" : "(u.valid_to is null or u.valid_to >= :today)");
        values.put("today", today);
        return "where " + String.join(" and ", parts);
    }

    private static String realms(Collection<String> realms, Map<String, Object> values) {
        List<String> any = new ArrayList<>();
        for (String realm : realms) {
            String name = "realm" + any.size();
            any.add("u.path like :" + name);
            values.put(name, prefix(realm));
        }
        return any.isEmpty() ? "1 = 0" : "(" + String.join(" or ", any) + ")";
    }

    /** Members at or below a path. */
    public int members(String path) {
        return jdbc.sql("select count(*) from member m join unit u on u.code = m.cell_code where u.path like ?").param(prefix(path)).query(Integer.class).single();
    }

    private static String prefix(String path) {
        return escaped(path) + "%";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
