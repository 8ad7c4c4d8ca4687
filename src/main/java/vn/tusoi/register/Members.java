package vn.tusoi.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.database.WithinTransaction;

/** Reads members and their past records. */
@Component
public class Members {

    /** A post held by a member, {@code to} null while it is. */
    public record Post(String post, String unit, LocalDate from, LocalDate to) { }

    /** A past rating; level XS, T, HT, KHT or CXL (not rated). */
    public record PastRating(int year, String level) { }

    /** A penalty: REPRIMAND, WARNING, REMOVAL or EXPULSION, with the code of the act. */
    public record Discipline(String penalty, LocalDate announcedOn, String decisionNo, String actCode) { }

    /** A declaration of assets; {@code conclusionNo} null where nothing was verified. */
    public record AssetDeclaration(int year, LocalDate filedOn, String conclusionNo) { }

    /** A relative in the register. */
    public record Relative(String memberCode, String fullName, String kind) { }

    private final JdbcClient jdbc;
    private final WithinTransaction<Map<String, List<Discipline>>> disciplines = new WithinTransaction<>(HashMap::new);

    Members(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Member> find(String code) {
        return jdbc.sql("select * from member where code = ?").param(code).query(Members::map).optional();
    }

    /** @throws java.util.NoSuchElementException where no member has the code */
    public Member get(String code) {
        return find(code).orElseThrow();
    }

    public List<Post> posts(String code) {
        return jdbc.sql("select post, unit_code, valid_from, valid_to from member_post where member_code = ? order by valid_from desc").param(code)
                .query((rs, n) -> new Post(rs.getString(1), rs.getString(2), rs.getObject(3, LocalDate.class), rs.getObject(4, LocalDate.class))).list();
    }

    public List<PastRating> ratings(String code) {
        return jdbc.sql("select rating_year, level from past_rating where member_code = ? order by rating_year desc").param(code)
                .query((rs, n) -> new PastRating(rs.getInt(1), rs.getString(2))).list();
    }

    /** Newest first; read once in a transaction: rules ask for them several times. */
    public List<Discipline> disciplines(String code) {
        return disciplines.get().computeIfAbsent(code, this::readDisciplines);
    }

    private List<Discipline> readDisciplines(String code) {
        return jdbc.sql("select penalty, announced_on, decision_no, act_code from discipline where member_code = ? order by announced_on desc").param(code)
                .query((rs, n) -> new Discipline(rs.getString(1), rs.getObject(2, LocalDate.class), rs.getString(3), rs.getString(4))).list();
    }

    public List<AssetDeclaration> declarations(String code) {
        return jdbc.sql("select declared_year, filed_on, conclusion_no from asset_declaration where member_code = ? order by declared_year desc").param(code)
                .query((rs, n) -> new AssetDeclaration(rs.getInt(1), rs.getObject(2, LocalDate.class), rs.getString(3))).list();
    }

    public List<Relative> relatives(String code) {
        return jdbc.sql("""
                        select m.code, m.full_name, r.kind, m.sort_key from relation r join member m on m.code = r.other_code where r.member_code = ?
                        union select m.code, m.full_name, r.kind, m.sort_key from relation r join member m on m.code = r.member_code where r.other_code = ?
                        order by 4""")
                .params(code, code)
                .query((rs, n) -> new Relative(rs.getString(1), rs.getString(2), rs.getString(3))).list();
    }

    static Member map(ResultSet rs, int row) throws SQLException {
        return new Member(rs.getString("code"), rs.getString("full_name"), rs.getObject("birth_date", LocalDate.class), rs.getString("gender"),
                rs.getString("ethnicity"), rs.getString("religion"), rs.getString("home_place"), rs.getObject("joined_on", LocalDate.class),
                rs.getObject("official_on", LocalDate.class), rs.getString("cell_code"), rs.getString("party_post"), rs.getString("education"),
                rs.getString("theory"), rs.getString("status"));
    }
}
