package vn.tusoi.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.register.Standing;
import vn.tusoi.worklist.PlainText;
import vn.tusoi.worklist.Refused;
import vn.tusoi.database.WithinTransaction;

/** The members of a cell, as names in its minutes are told apart. */
@Component
public class CellPeople {

    /** @param concerned the person whom the meeting is about; @param relative of that person, as the register knows; @param exempt from activity, or suspended: not summoned */
    public record Person(String code, String name, String post, boolean concerned, boolean relative, boolean exempt) {

        /** As pages offer it: name and post. */
        public String label() {
            return name + " – " + post;
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final WithinTransaction<Map<String, List<Person>>> known = new WithinTransaction<>(HashMap::new);

    CellPeople(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Everybody in the cell, in the order of names; not those who died or left it. */
    public List<Person> of(String cell, String memberCode) {
        return of(cell, memberCode, LocalDate.now(clock));
    }

    /** As the cell was on a day: who died or left later was still of it, who was suspended later was still summoned. */
    public List<Person> of(String cell, String memberCode, LocalDate day) {
        return known.get().computeIfAbsent(cell + " " + memberCode + " " + day, any -> read(cell, memberCode, day));
    }

    private List<Person> read(String cell, String memberCode, LocalDate day) {
        // of several entries the one that says that somebody is gone comes first by its letters
        record Found(Person person, String away) { }
        return jdbc.sql("""
                        select m.code, m.full_name, m.party_post,
                               (select count(*) from relation r where r.member_code = m.code and r.other_code = :member or r.other_code = m.code and r.member_code = :member) as family, m.status,
                               (select min(s.standing) from member_standing s where s.member_code = m.code and s.new_cell is null and s.valid_from <= :day
                                  and (s.valid_to is null or s.valid_to >= :day)) as away
                        from member m where m.cell_code = :cell order by m.sort_key, m.code""")
                .param("member", memberCode).param("cell", cell).param("day", day)
                .query((rs, n) -> new Found(new Person(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(1).equals(memberCode), rs.getInt(4) > 0,
                        "EXEMPT".equals(rs.getString(5)) || rs.getString(6) != null), rs.getString(6))).list().stream()
                .filter(f -> f.away() == null || !Standing.Kind.valueOf(f.away()).gone() || f.person().concerned()).map(Found::person).toList();
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
