package vn.tusoi.rounds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.register.VietnameseText;
import vn.tusoi.rulebook.AgeInMonths;
import vn.tusoi.rulebook.DisciplineClocks;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Verdict;

/** Who is in a round, who is out, and why: computed for whole units at once, judged by the rule set's table {@code eligibility}. */
@Component
public class Electorate {

    static final String TABLE = "eligibility";
    static final String EXCLUDED = "EXCLUDED";
    /** How the register says that somebody holds no post in the party. */
    private static final String NO_POST = "Đảng viên";

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final RuleBook rules;

    Electorate(JdbcClient jdbc, JdbcTemplate batch, RuleBook rules) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.rules = rules;
    }

    /** A person in the electorate's list, in or out. {@code byRule} differs from {@code included} where the board decided otherwise. */
    public record Entry(String member, String name, LocalDate birthDate, String unit, String unitName, String cell, String cellName, String post,
                        boolean included, boolean byRule, String reason, String ruleRef, String citation, String manualReason, String manualBy,
                        String caseCode) { }

    public record Size(int in, int out) {
        public int all() {
            return in + out;
        }
    }

    /** How many are out (or in against the rule) for a reason. */
    public record Ground(String reason, String citation, int count) { }

    /** What is asked for; null fields ask for anything. */
    public record Question(Boolean included, String text, String unit, String reason, List<String> onlyUnits) { }

    /** A post and how many hold it in the owner's realm today. */
    public record Held(Rounds.Post post, int holders) { }

    /** Posts by which an electorate may be drawn up: party posts first, the rarer above. */
    public List<Held> heldPosts(String ownerPath, LocalDate day) {
        List<Held> held = new ArrayList<>();
        held.addAll(jdbc.sql("""
                        select m.party_post, count(*) from member m join unit c on c.code = m.cell_code
                        where substring(c.path, 1, char_length(cast(:path as varchar(400)))) = :path group by m.party_post order by count(*), m.party_post""")
                .param("path", ownerPath).query((rs, n) -> new Held(new Rounds.Post(Rounds.Post.Kind.PARTY, rs.getString(1)), rs.getInt(2))).list());
        held.addAll(jdbc.sql("""
                        select p.post, count(distinct p.member_code) from member_post p join member m on m.code = p.member_code join unit c on c.code = m.cell_code
                        where substring(c.path, 1, char_length(cast(:path as varchar(400)))) = :path
                          and p.valid_from <= :day and (p.valid_to is null or p.valid_to >= :day) group by p.post order by 2, 1""")
                .param("path", ownerPath).param("day", day)
                .query((rs, n) -> new Held(new Rounds.Post(Rounds.Post.Kind.OFFICE, rs.getString(1)), rs.getInt(2))).list());
        return held;
    }

    // computing ---------------------------------------------------------------------------------

    private record Person(String member, String cell, String unit, String post, String status, LocalDate birth, String gender, boolean office) { }

    private record Penalty(String kind, LocalDate announced) { }

    private record Kept(boolean included, String reason, String by) { }

    /** Cells of the round's units, whatever lies between. */
    private static final String CELLS = """
            select c.code as cell_code, ru.unit_code as unit_code from round_unit ru join unit u on u.code = ru.unit_code
            join unit c on c.kind = 'CELL' and substring(c.path, 1, char_length(u.path)) = u.path where ru.round_code = :round""";

    /** Computes the list anew; what the board decided about a person by hand stays. @param day on which periods are counted */
    Size compute(Round round, LocalDate day) {
        Map<String, Kept> kept = new HashMap<>();
        jdbc.sql("select member_code, included, manual_reason, manual_by from electorate where round_code = ? and manual_by is not null").param(round.code())
                .query(rs -> {
                    kept.put(rs.getString(1), new Kept(rs.getBoolean(2), rs.getString(3), rs.getString(4)));
                });
        List<Person> people = people(round.code(), day);
        Map<String, List<Penalty>> penalties = penalties(round.code());
        Map<String, String> ratings = ratings(round.code());
        RuleSet set = rules.get(round.ruleSet());
        Judge judge = new Judge(set, round.variant(), day);
        jdbc.sql("delete from electorate where round_code = ?").param(round.code()).update();
        int in = 0;
        List<Object[]> rows = new ArrayList<>(people.size());
        for (Person p : people) {
            Verdict verdict = judge.verdict(p, penalties.getOrDefault(p.member(), List.of()), ratings.get(p.member()));
            boolean byRule = !EXCLUDED.equals(verdict.outcome());
            Kept hand = kept.get(p.member());
            boolean included = hand == null ? byRule : hand.included();
            in += included ? 1 : 0;
            rows.add(new Object[] {round.code(), p.member(), p.cell(), p.unit(), p.post(), included, byRule, verdict.reason(), verdict.ref(),
                    verdict.citation(), hand == null ? null : hand.reason(), hand == null ? null : hand.by()});
        }
        batch.batchUpdate("""
                insert into electorate(round_code, member_code, cell_code, unit_code, post, included, by_rule, reason, rule_ref, citation, manual_reason, manual_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
        return new Size(in, people.size() - in);
    }

    private List<Person> people(String round, LocalDate day) {
        Map<String, Person> people = new LinkedHashMap<>();
        Map<String, Set<String>> posts = new HashMap<>();
        jdbc.sql("""
                        select m.code, m.cell_code, cells.unit_code, m.party_post, m.status, m.birth_date, m.gender, held.post as held_post,
                               pp.post as asked_party, po.post as asked_office
                        from member m join (""" + CELLS + """
                        ) cells on cells.cell_code = m.cell_code
                        left join round_post pp on pp.round_code = :round and pp.kind = 'PARTY' and pp.post = m.party_post
                        left join member_post held on held.member_code = m.code and held.valid_from <= :day and (held.valid_to is null or held.valid_to >= :day)
                        left join round_post po on po.round_code = :round and po.kind = 'OFFICE' and po.post = held.post
                        order by m.code""")
                .param("round", round).param("day", day)
                .query(rs -> {
                    String code = rs.getString("code");
                    Set<String> asked = posts.computeIfAbsent(code, c -> new LinkedHashSet<>());
                    Stream.of(rs.getString("asked_party"), rs.getString("asked_office")).filter(Objects::nonNull).forEach(asked::add);
                    boolean office = !rs.getString("party_post").equals(NO_POST) || rs.getString("held_post") != null;
                    people.put(code, new Person(code, rs.getString("cell_code"), rs.getString("unit_code"), "", rs.getString("status"),
                            rs.getObject("birth_date", LocalDate.class), rs.getString("gender"), office));
                });
        return people.values().stream().filter(p -> !posts.get(p.member()).isEmpty()).map(p -> {
            String post = String.join(", ", posts.get(p.member()));
            return new Person(p.member(), p.cell(), p.unit(), post.length() > 200 ? post.substring(0, 200) : post, p.status(), p.birth(), p.gender(), p.office());
        }).toList();
    }

    private Map<String, List<Penalty>> penalties(String round) {
        Map<String, List<Penalty>> found = new HashMap<>();
        jdbc.sql("select d.member_code, d.penalty, d.announced_on from discipline d join member m on m.code = d.member_code join (" + CELLS
                        + ") cells on cells.cell_code = m.cell_code order by d.announced_on desc")
                .param("round", round)
                .query(rs -> {
                    found.computeIfAbsent(rs.getString(1), c -> new ArrayList<>()).add(new Penalty(rs.getString(2), rs.getObject(3, LocalDate.class)));
                });
        return found;
    }

    private Map<String, String> ratings(String round) {
        Map<String, String> found = new HashMap<>();
        jdbc.sql("""
                        select r.member_code, r.level from past_rating r join member m on m.code = r.member_code join (""" + CELLS + """
                        ) cells on cells.cell_code = m.cell_code
                        where r.rating_year = (select max(o.rating_year) from past_rating o where o.member_code = r.member_code)""")
                .param("round", round).query(rs -> {
                    found.put(rs.getString(1), rs.getString(2));
                });
        return found;
    }

    /** Asks the decision table; people with the same facts get the same verdict without asking twice. */
    private final class Judge {

        private final RuleSet set;
        private final int minRemaining;
        private final LocalDate day;
        private final Map<Map<String, Object>, Verdict> known = new HashMap<>();

        Judge(RuleSet set, Variant variant, LocalDate day) {
            this.set = set;
            this.minRemaining = set.number("age.minRemainingMonths." + variant);
            this.day = day;
        }

        /** Each penalty has a waiting time of its own: the first that excludes decides, else the latest. */
        Verdict verdict(Person p, List<Penalty> penalties, String rating) {
            if (penalties.isEmpty()) {
                return ask(p, "NONE", 0, rating);
            }
            Verdict last = null;
            for (Penalty penalty : penalties) {
                Verdict verdict = ask(p, penalty.kind(), DisciplineClocks.of(set, penalty.kind(), penalty.announced()).monthsSince(day), rating);
                if (EXCLUDED.equals(verdict.outcome())) {
                    return verdict;
                }
                last = last == null ? verdict : last;
            }
            return last;
        }

        private Verdict ask(Person p, String penalty, int monthsSince, String rating) {
            Map<String, Object> facts = new TreeMap<>();
            facts.put("status", p.status());
            facts.put("holdsOffice", p.office());
            facts.put("monthsToRetirement", AgeInMonths.toRetirement(p.birth(), p.gender(), set));
            facts.put("minRemaining", minRemaining);
            facts.put("penalty", penalty);
            facts.put("monthsSincePenalty", monthsSince);
            facts.put("lastRating", rating == null ? "CXL" : rating);
            return known.computeIfAbsent(facts, f -> rules.decide(set.code(), TABLE, f));
        }
    }

    // deciding by hand --------------------------------------------------------------------------

    boolean decide(String round, String member, boolean included, String reason, String by) {
        return jdbc.sql("update electorate set included = ?, manual_reason = ?, manual_by = ? where round_code = ? and member_code = ?")
                .params(included, reason, by, round, member).update() == 1;
    }

    /** Takes back what was decided by hand. */
    boolean undecide(String round, String member) {
        return jdbc.sql("update electorate set included = by_rule, manual_reason = null, manual_by = null where round_code = ? and member_code = ?")
                .params(round, member).update() == 1;
    }

    // reading -----------------------------------------------------------------------------------

    public Size size(String round, List<String> onlyUnits) {
        int in = count(round, new Question(true, null, null, null, onlyUnits));
        return new Size(in, count(round, new Question(false, null, null, null, onlyUnits)));
    }

    public List<Ground> grounds(String round, List<String> onlyUnits) {
        return jdbc.sql("select reason, max(citation), count(*) from electorate where round_code = :round and included = false and manual_by is null"
                        + only(onlyUnits) + " group by reason order by count(*) desc, reason")
                .param("round", round).param("units", units(onlyUnits))
                .query((rs, n) -> new Ground(rs.getString(1), rs.getString(2), rs.getInt(3))).list();
    }

    /** How many the board decided about against the rule. */
    public int byHand(String round, List<String> onlyUnits) {
        return jdbc.sql("select count(*) from electorate where round_code = :round and manual_by is not null" + only(onlyUnits))
                .param("round", round).param("units", units(onlyUnits)).query(Integer.class).single();
    }

    /** Included persons by unit. */
    public Map<String, Integer> byUnit(String round) {
        Map<String, Integer> found = new LinkedHashMap<>();
        jdbc.sql("select unit_code, count(*) from electorate where round_code = ? and included = true group by unit_code order by unit_code").param(round)
                .query(rs -> {
                    found.put(rs.getString(1), rs.getInt(2));
                });
        return found;
    }

    public java.util.Optional<Entry> find(String round, String member) {
        return jdbc.sql(SELECT + " where e.round_code = ? and e.member_code = ?").params(round, member).query(Electorate::map).optional();
    }

    /** In the Vietnamese order of names. */
    public List<Entry> search(String round, Question q, int limit, int offset) {
        return asked(SELECT + where(q) + " order by m.sort_key, m.code limit :limit offset :offset", round, q)
                .param("limit", limit).param("offset", offset).query(Electorate::map).list();
    }

    public int count(String round, Question q) {
        return asked("select count(*) from electorate e join member m on m.code = e.member_code" + where(q), round, q).query(Integer.class).single();
    }

    private JdbcClient.StatementSpec asked(String sql, String round, Question q) {
        return jdbc.sql(sql).param("round", round).param("included", q.included()).param("unit", q.unit()).param("reason", q.reason())
                .param("text", q.text() == null ? null : "%" + VietnameseText.searchable(q.text()).replaceAll("[%_]", "") + "%")
                .param("units", units(q.onlyUnits()));
    }

    private static String where(Question q) {
        return " where e.round_code = :round" + (q.included() == null ? "" : " and e.included = :included")
                + (q.unit() == null ? "" : " and e.unit_code = :unit")
                + (q.reason() == null ? "" : q.reason().equals("BY_HAND") ? " and e.manual_by is not null" : " and e.reason = :reason and e.manual_by is null")
                + (q.text() == null ? "" : " and m.search_name like :text") + only(q.onlyUnits()).replace("unit_code", "e.unit_code");
    }

    private static String only(List<String> units) {
        return units == null ? "" : " and unit_code in (:units)";
    }

    private static List<String> units(List<String> units) {
        return units == null || units.isEmpty() ? List.of("") : units;
    }

    private static final String SELECT = """
            select e.*, m.full_name, m.birth_date, u.name as unit_name, c.name as cell_name from electorate e join member m on m.code = e.member_code
            join unit u on u.code = e.unit_code join unit c on c.code = e.cell_code""";

    private static Entry map(ResultSet rs, int row) throws SQLException {
        return new Entry(rs.getString("member_code"), rs.getString("full_name"), rs.getObject("birth_date", LocalDate.class), rs.getString("unit_code"),
                rs.getString("unit_name"), rs.getString("cell_code"), rs.getString("cell_name"), rs.getString("post"), rs.getBoolean("included"),
                rs.getBoolean("by_rule"), rs.getString("reason"), rs.getString("rule_ref"), rs.getString("citation"), rs.getString("manual_reason"),
                rs.getString("manual_by"), rs.getString("case_code"));
    }

    // launching ---------------------------------------------------------------------------------

    /** Gives every included person a case code, in the order of units, cells and names. @return how many */
    int number(Round round) {
        List<String> members = jdbc.sql("""
                        select e.member_code from electorate e join member m on m.code = e.member_code
                        where e.round_code = ? and e.included = true order by e.unit_code, e.cell_code, m.sort_key, m.code""")
                .param(round.code()).query(String.class).list();
        String pattern = round.code() + "-%0" + (members.size() > 9999 ? 5 : 4) + "d";
        List<Object[]> rows = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            rows.add(new Object[] {String.format(pattern, i + 1), round.code(), members.get(i)});
        }
        batch.batchUpdate("update electorate set case_code = ? where round_code = ? and member_code = ?", rows);
        return members.size();
    }

    record Next(String caseCode, String member, String cell, String unit) { }

    /** The next persons whose case is not open, by case code. */
    List<Next> next(String round, int limit) {
        return jdbc.sql("""
                        select case_code, member_code, cell_code, unit_code from electorate
                        where round_code = ? and opened_at is null and case_code is not null order by case_code limit ?""")
                .params(round, limit).query((rs, n) -> new Next(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4))).list();
    }

    void opened(String round, List<Next> opened, java.time.OffsetDateTime at) {
        batch.batchUpdate("update electorate set opened_at = ? where round_code = ? and member_code = ?",
                opened.stream().map(n -> new Object[] {at, round, n.member()}).sorted(Comparator.comparing(r -> (String) r[2])).toList());
    }

    boolean anyLeft(String round) {
        return !next(round, 1).isEmpty();
    }
}
