package vn.tusoi.assessment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Office;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;

/** All cells of a deciding body side by side: proposals, what was decided, the cap, and what looks unusual. Each body sees the units it decides for. */
@Component
public class RatingOverview {

    private final JdbcClient jdbc;
    private final Units units;
    private final RuleBook rules;

    RatingOverview(JdbcClient jdbc, Units units, RuleBook rules) {
        this.jdbc = jdbc;
        this.units = units;
        this.rules = rules;
    }

    /**
     * One person.
     *
     * @param points   of the self-review, null without one
     * @param proposed by the cell, null while it has not voted
     * @param votes    for that level, of {@code valid}
     * @param decided  null while nothing is
     * @param open     whether the decision waits for this body now
     * @param form     of the self-review: people with similar duties; null without one
     * @param over     would be more than the cap allows, by points, if every proposal were decided as it is
     */
    public record Person(String caseCode, String cell, String name, String post, Integer points, Level byPoints, Level proposed, Integer votes, Integer valid, boolean carried,
                         Level decided, boolean open, String form, boolean over) {

        /** What stands, or would stand if the proposal were followed. */
        public Level expected() {
            return decided != null ? decided : proposed;
        }

        Person withOver() {
            return new Person(caseCode, cell, name, post, points, byPoints, proposed, votes, valid, carried, decided, open, form, true);
        }
    }

    /** One cell. */
    public record Cell(String code, String name, List<Person> people, Map<Level, Integer> proposed, Map<Level, Integer> decided, int open, List<CellPattern.Question> questions) { }

    /**
     * Those whom the cap counts together.
     *
     * @param form     of their self-reviews where the set counts by group; null for everybody
     * @param now      the cap by what was decided
     * @param expected the cap if every proposal were decided as it is
     * @param beyond   cases that would then be more than the cap allows
     */
    public record Capped(String form, ExcellentCap.Standing now, ExcellentCap.Standing expected, List<String> beyond) { }

    /** The whole. */
    public record Overview(String round, Unit body, RuleSet ruleSet, List<Cell> cells, List<Capped> caps) {

        public int open() {
            return cells.stream().mapToInt(Cell::open).sum();
        }

        public List<Person> over() {
            return cells.stream().flatMap(c -> c.people().stream()).filter(Person::over).toList();
        }

        public int sum(boolean decided, Level level) {
            return cells.stream().mapToInt(c -> (decided ? c.decided() : c.proposed()).getOrDefault(level, 0)).sum();
        }
    }

    private static List<Office> offices(Actor actor) {
        return actor.offices().stream().filter(o -> o.function() == vn.tusoi.access.Function.GRASSROOTS_COMMITTEE).toList();
    }

    /**
     * @param bodyCode unit of the deciding body, null for the actor's first
     * @throws Denied.Forbidden for somebody without the office; Denied.Hidden where the body is another's, or decides nothing in the round
     */
    @Transactional(readOnly = true)
    public Overview of(Actor actor, String round, String bodyCode) {
        List<Office> offices = offices(actor);
        if (offices.isEmpty()) {
            throw new Denied.Forbidden("assessment.overview.notYours");
        }
        Office office = offices.stream().filter(o -> bodyCode == null || o.unit().code().equals(bodyCode)).findFirst().orElseThrow(() -> new Denied.Hidden(round));
        record Row(Person person, String ruleSet) { }
        Set<String> mine = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        Map<String, AssessmentRules> known = new LinkedHashMap<>();
        jdbc.sql("""
                        select c.code, c.cell_code, c.rule_set, m.full_name, m.party_post, m.sort_key, r.general_points + r.task_points as points, r.form_kind, k.proposed, k.valid, k.votes_xs, k.votes_t,
                               k.votes_ht, k.votes_kht, k.vote_needed, d.level,
                               (select count(*) from work_item w where w.subject_code = c.code and w.form_key = 'decide-rating') as open_now
                        from vetting_case c join member m on m.code = c.member_code join unit u on u.code = c.cell_code
                        left join self_review r on r.case_code = c.code and r.version_no = (select max(x.version_no) from self_review x where x.case_code = c.code)
                        left join cell_meeting k on k.case_code = c.code and k.state = 'HELD'
                             and k.meeting_no = (select max(y.meeting_no) from cell_meeting y where y.case_code = c.code and y.state = 'HELD')
                        left join rating_decision d on d.case_code = c.code and d.current_one = true and d.level is not null
                        where c.round_code = :round and u.path like :realm order by c.cell_code, m.sort_key, c.code""")
                .param("round", round).param("realm", office.unit().path() + "%").query(rs -> {
                    String cell = rs.getString("cell_code");
                    if (!mine.contains(cell) && units.performing(office.function().name(), cell).map(Unit::code).filter(office.unit().code()::equals).isEmpty()) {
                        return;
                    }
                    mine.add(cell);
                    AssessmentRules set = known.computeIfAbsent(rs.getString("rule_set"), code -> AssessmentRules.of(rules.get(code)));
                    Integer points = rs.getObject("points", Integer.class);
                    String proposed = rs.getString("proposed");
                    String level = rs.getString("level");
                    Level by = points == null ? null : Level.ALL.stream().filter(l -> points >= set.minimum().get(l)).findFirst().orElse(Level.KHT);
                    Integer needed = rs.getObject("vote_needed", Integer.class);
                    Integer votes = proposed == null ? null : rs.getObject("votes_" + proposed.toLowerCase(java.util.Locale.ROOT), Integer.class);
                    rows.add(new Row(new Person(rs.getString("code"), cell, rs.getString("full_name"), rs.getString("party_post"), points, by,
                            proposed == null ? null : Level.valueOf(proposed), votes, rs.getObject("valid", Integer.class), votes == null || needed == null || votes >= needed,
                            level == null ? null : Level.valueOf(level), rs.getInt("open_now") > 0, rs.getString("form_kind"), false), rs.getString("rule_set")));
                });
        if (rows.isEmpty()) {
            throw new Denied.Hidden(round);
        }
        RuleSet set = rules.get(rows.get(0).ruleSet());
        List<Capped> caps = caps(rows.stream().map(Row::person).toList(), AssessmentRules.of(set));
        Set<String> over = caps.stream().flatMap(g -> g.beyond().stream()).collect(Collectors.toSet());
        List<Person> people = rows.stream().map(r -> over.contains(r.person().caseCode()) ? r.person().withOver() : r.person()).toList();
        return new Overview(round, office.unit(), set, cells(people, set), caps);
    }

    /** The cap for everybody, or for each group with similar duties, as the set says. */
    static List<Capped> caps(List<Person> all, AssessmentRules set) {
        Map<String, List<Person>> groups = new TreeMap<>();
        all.forEach(p -> groups.computeIfAbsent(set.capByGroup() && p.form() != null ? p.form() : "", any -> new ArrayList<>()).add(p));
        return groups.entrySet().stream().map(g -> new Capped(g.getKey().isEmpty() ? null : g.getKey(), standing(g.getValue(), set.cap(), Person::decided),
                standing(g.getValue(), set.cap(), Person::expected), beyond(g.getValue(), set.cap()))).toList();
    }

    private static ExcellentCap.Standing standing(List<Person> people, ExcellentCap cap, Function<Person, Level> level) {
        Map<Level, Integer> counted = count(people, level);
        return cap.now(counted.getOrDefault(Level.XS, 0), counted.getOrDefault(Level.T, 0), counted.values().stream().mapToInt(Integer::intValue).sum());
    }

    /** Those beyond the cap if all proposals stood: what is decided comes first, then the higher points. */
    private static List<String> beyond(List<Person> people, ExcellentCap cap) {
        int limit = standing(people, cap, Person::expected).limit();
        return people.stream().filter(p -> p.expected() == Level.XS)
                .sorted(Comparator.comparing((Person p) -> p.decided() == null).thenComparing(p -> p.points() == null ? 0 : -p.points()).thenComparing(Person::caseCode))
                .skip(limit).map(Person::caseCode).toList();
    }

    private List<Cell> cells(List<Person> people, RuleSet set) {
        CellPattern pattern = CellPattern.of(set);
        Map<String, List<CellPattern.Question>> questions = pattern == null ? Map.of() : pattern.questions(people.stream().filter(p -> p.proposed() != null)
                .map(p -> new CellPattern.Proposal(p.cell(), p.caseCode(), p.name(), p.proposed(), p.byPoints())).toList());
        Map<String, List<Person>> byCell = new LinkedHashMap<>();
        people.forEach(p -> byCell.computeIfAbsent(p.cell(), c -> new ArrayList<>()).add(p));
        return byCell.entrySet().stream().map(e -> new Cell(e.getKey(), units.get(e.getKey()).name(), e.getValue(), count(e.getValue(), Person::proposed),
                count(e.getValue(), Person::decided), (int) e.getValue().stream().filter(Person::open).count(), questions.getOrDefault(e.getKey(), List.of()))).toList();
    }

    private static Map<Level, Integer> count(List<Person> people, Function<Person, Level> level) {
        Map<Level, Integer> counted = new EnumMap<>(Level.class);
        people.stream().map(level).filter(java.util.Objects::nonNull).forEach(l -> counted.merge(l, 1, Integer::sum));
        return counted;
    }
}
