package vn.tusoi.assessment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.worklist.PlainText;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.WithinTransaction;

/** The members of a cell, as names in its minutes are told apart. */
@Component
public class CellPeople {

    /** @param concerned the person whom the meeting is about; @param relative of that person, as the register knows; @param exempt from activity: not summoned */
    public record Person(String code, String name, String post, boolean concerned, boolean relative, boolean exempt) {

        /** As pages offer it: name and post. */
        public String label() {
            return name + " – " + post;
        }
    }

    private final JdbcClient jdbc;
    private final WithinTransaction<Map<String, List<Person>>> known = new WithinTransaction<>(HashMap::new);

    CellPeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everybody in the cell, in the order of names. */
    public List<Person> of(String cell, String memberCode) {
        return known.get().computeIfAbsent(cell + " " + memberCode, any -> read(cell, memberCode));
    }

    private List<Person> read(String cell, String memberCode) {
        return jdbc.sql("""
                        select m.code, m.full_name, m.party_post,
                               (select count(*) from relation r where r.member_code = m.code and r.other_code = :member or r.other_code = m.code and r.member_code = :member) as family, m.status
                        from member m where m.cell_code = :cell order by m.sort_key, m.code""")
                .param("member", memberCode).param("cell", cell)
                .query((rs, n) -> new Person(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(1).equals(memberCode), rs.getInt(4) > 0,
                        "EXEMPT".equals(rs.getString(5)))).list();
    }

    /** @param code of the person in the register, null for a guest */
    record Named(String name, String code) { }

    /**
     * The chair as typed: a member of the cell, or a guest whom the register does not place there.
     *
     * @throws Refused for the person whom the meeting is about, a relative of that person, and a name that several bear of whom one is kept out
     */
    static Named chair(List<Person> people, String typed) {
        String name = PlainText.line(typed);
        List<Person> meant = meant(people, name);
        long keptOut = meant.stream().filter(p -> p.concerned() || p.relative()).count();
        if (keptOut > 0 && keptOut < meant.size()) {
            throw Refused.field("chair", "assessment.chair.which", name);
        }
        if (keptOut > 0) {
            throw Refused.field("chair", meant.get(0).concerned() ? "assessment.chair.self" : "assessment.chair.relative", name);
        }
        return new Named(name, meant.size() == 1 ? meant.get(0).code() : null);
    }

    /** Who spoke. @throws Refused for the person whom the meeting is about: what that person says is the answer */
    static Named speaker(List<Person> people, String field, String typed) {
        List<Person> meant = meant(people, typed);
        if (meant.size() == 1 && meant.get(0).concerned()) {
            throw Refused.field(field, "assessment.remark.own");
        }
        return new Named(typed, meant.size() == 1 ? meant.get(0).code() : null);
    }

    private static List<Person> meant(List<Person> people, String typed) {
        List<Person> exactly = people.stream().filter(p -> p.label().equalsIgnoreCase(typed)).toList();
        return exactly.isEmpty() ? people.stream().filter(p -> p.name().equalsIgnoreCase(typed)).toList() : exactly;
    }
}
