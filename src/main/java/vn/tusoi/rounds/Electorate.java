package vn.tusoi.rounds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.register.Standing;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;
import vn.tusoi.register.VietnameseText;
import vn.tusoi.rulebook.AgeInMonths;
import vn.tusoi.rulebook.AgeRule;
import vn.tusoi.rulebook.Decisions;
import vn.tusoi.rulebook.DisciplineClocks;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.Fact;
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
    private final Units units;
    private final Decisions decisions;
    private final AgeExceptions exceptions;
    private final Clock clock;

    Electorate(JdbcClient jdbc, JdbcTemplate batch, RuleBook rules, Units units, Decisions decisions, AgeExceptions exceptions, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.rules = rules;
        this.units = units;
        this.decisions = decisions;
        this.exceptions = exceptions;
        this.clock = clock;
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

    private record Person(String member, String cell, String unit, String post, String status, LocalDate birth, String gender, String office, LocalDate joined,
                          Away away) { }

    /** What the register entered: suspended, or no member of these cells any more. */
    private record Away(Standing.Kind kind, LocalDate from, String docNo) { }

    private record Penalty(String kind, LocalDate announced, String decisionNo) { }

    private record LastRating(int year, String level) { }

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
        Judge judge = new Judge(rules.get(round.ruleSet()), round, day);
        List<Person> people = people(round, day, null);
        jdbc.sql("delete from electorate where round_code = ?").param(round.code()).update();
        int in = 0;
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        List<Object[]> rows = new ArrayList<>(people.size());
        for (Person p : people) {
            Reasoning verdict = judge.verdict(p);
            boolean byRule = !EXCLUDED.equals(verdict.outcome());
            Kept hand = kept.get(p.member());
            boolean included = hand == null ? byRule : hand.included();
            in += included ? 1 : 0;
            rows.add(new Object[] {round.code(), p.member(), p.cell(), p.unit(), p.post(), included, byRule, verdict.reason(), verdict.ref(),
                    verdict.citation(), hand == null ? null : hand.reason(), hand == null ? null : hand.by(), verdict.ruleSet(), decisions.text(verdict.facts()), now});
        }
        batch.batchUpdate("""
                insert into electorate(round_code, member_code, cell_code, unit_code, post, included, by_rule, reason, rule_ref, citation, manual_reason, manual_by,
                                       rule_set, facts, judged_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
        return new Size(in, people.size() - in);
    }

    /** What a set says of these members on the facts of a day, whatever was decided; those whom no post brings into the round are left out. */
    Map<String, Reasoning> judge(Round round, RuleSet set, Set<String> members, LocalDate day) {
        String only = members.size() == 1 ? members.iterator().next() : null;
        Judge judge = new Judge(set, round, day, only);
        Map<String, Reasoning> found = new HashMap<>();
        people(round, day, only).stream().filter(p -> members.contains(p.member())).forEach(p -> found.put(p.member(), judge.verdict(p)));
        return found;
    }

    /** What the rule said of a person when the list was computed, with the facts of then. */
    public Optional<Reasoning> reasoning(String round, String member) {
        return kept("e.round_code = ? and e.member_code = ?", round, member);
    }

    /** As {@link #reasoning(String, String)}, by the case that was opened. */
    public Optional<Reasoning> reasoningOfCase(String caseCode) {
        return kept("e.case_code = ?", caseCode);
    }

    /** A round that has been opened and what its rule said of a person. @param caseCode null for somebody left out */
    public record Ruled(String round, String caseCode, Reasoning reasoning) { }

    /** Rounds that a person was considered for, the newest first; those still being drafted concern nobody yet. */
    public List<Ruled> ofMember(String member) {
        return jdbc.sql("""
                        select e.round_code, e.case_code from electorate e join round r on r.code = e.round_code
                        where e.member_code = ? and r.status in ('LAUNCHING', 'OPEN', 'CLOSED') order by r.created_at desc""")
                .param(member).query((rs, n) -> new String[] {rs.getString(1), rs.getString(2)}).list().stream()
                .map(r -> new Ruled(r[0], r[1], reasoning(r[0], member).orElseThrow())).toList();
    }

    private Optional<Reasoning> kept(String where, Object... params) {
        return jdbc.sql("select e.*, coalesce(e.rule_set, r.rule_set) as pinned, coalesce(e.judged_at, r.computed_at) as at from electorate e join round r on r.code = e.round_code where " + where)
                .params(params).query((rs, n) -> {
                    String ref = rs.getString("rule_ref");
                    boolean byTable = ref.indexOf('#') > 0;
                    OffsetDateTime at = rs.getObject("at", OffsetDateTime.class);
                    return new Reasoning(byTable ? TABLE : ReviewMembership.QUESTION, "", rs.getString("pinned"), ref, byTable ? Integer.parseInt(ref.substring(ref.indexOf('#') + 1)) : 0,
                            rs.getBoolean("by_rule") ? "ELIGIBLE" : EXCLUDED, rs.getString("reason"), rs.getString("citation"), decisions.facts(rs.getString("facts")),
                            List.of(), at == null ? null : at.toInstant());
                }).optional();
    }

    private List<Person> people(Round of, LocalDate day, String only) {
        String round = of.code();
        Map<String, Person> people = new LinkedHashMap<>();
        Map<String, Set<String>> posts = new HashMap<>();
        jdbc.sql("""
                        select m.code, m.cell_code, cells.unit_code, m.party_post, m.status, m.birth_date, m.gender, m.joined_on, held.post as held_post,
                               pp.post as asked_party, po.post as asked_office, away.standing, away.valid_from as away_from, away.doc_no
                        from member m join (""" + CELLS + """
                        ) cells on cells.cell_code = m.cell_code
                        left join round_post pp on pp.round_code = :round and pp.kind = 'PARTY' and pp.post = m.party_post
                        left join member_post held on held.member_code = m.code and held.valid_from <= :day and (held.valid_to is null or held.valid_to >= :day)
                        left join round_post po on po.round_code = :round and po.kind = 'OFFICE' and po.post = held.post
                        left join member_standing away on away.member_code = m.code and away.new_cell is null and away.valid_from <= :today
                             and (away.valid_to is null or away.valid_to >= :today)
                        where cast(:only as varchar(20)) is null or m.code = :only order by m.code""")
                .param("today", LocalDate.now(clock)).param("round", round).param("day", day).param("only", only)
                .query(rs -> {
                    String code = rs.getString("code");
                    Set<String> asked = posts.computeIfAbsent(code, c -> new LinkedHashSet<>());
                    Stream.of(rs.getString("asked_party"), rs.getString("asked_office")).filter(Objects::nonNull).forEach(asked::add);
                    String held = rs.getString("held_post");
                    String office = held == null && rs.getString("party_post").equals(NO_POST) ? null : held == null ? rs.getString("party_post") : held;
                    people.put(code, new Person(code, rs.getString("cell_code"), rs.getString("unit_code"), "", rs.getString("status"),
                            rs.getObject("birth_date", LocalDate.class), rs.getString("gender"), office, rs.getObject("joined_on", LocalDate.class),
                            rs.getString("standing") == null ? null : new Away(Standing.Kind.valueOf(rs.getString("standing")), rs.getObject("away_from", LocalDate.class), rs.getString("doc_no"))));
                    if (of.review() && !rs.getString("party_post").isEmpty()) {
                        asked.add(rs.getString("party_post"));
                    }
                });
        // a review names those who are gone, with the reason; for a congress nobody asks after them
        return people.values().stream().filter(p -> !posts.get(p.member()).isEmpty() && (of.review() || p.away() == null || !p.away().kind().gone())).map(p -> {
            String post = String.join(", ", posts.get(p.member()));
            return new Person(p.member(), p.cell(), p.unit(), post.length() > 200 ? post.substring(0, 200) : post, p.status(), p.birth(), p.gender(), p.office(), p.joined(), p.away());
        }).toList();
    }

    private Map<String, List<Penalty>> penalties(String round, String only) {
        Map<String, List<Penalty>> found = new HashMap<>();
        jdbc.sql("select d.member_code, d.penalty, d.announced_on, d.decision_no from discipline d join member m on m.code = d.member_code join (" + CELLS
                        + ") cells on cells.cell_code = m.cell_code where cast(:only as varchar(20)) is null or m.code = :only order by d.announced_on desc")
                .param("round", round).param("only", only)
                .query(rs -> {
                    found.computeIfAbsent(rs.getString(1), c -> new ArrayList<>()).add(new Penalty(rs.getString(2), rs.getObject(3, LocalDate.class), rs.getString(4)));
                });
        return found;
    }

    private Map<String, LastRating> ratings(String round, String only) {
        Map<String, LastRating> found = new HashMap<>();
        jdbc.sql("""
                        select r.member_code, r.rating_year, r.level from past_rating r join member m on m.code = r.member_code join (""" + CELLS + """
                        ) cells on cells.cell_code = m.cell_code
                        where (cast(:only as varchar(20)) is null or m.code = :only)
                          and r.rating_year = (select max(o.rating_year) from past_rating o where o.member_code = r.member_code)""")
                .param("round", round).param("only", only).query(rs -> {
                    found.put(rs.getString(1), new LastRating(rs.getInt(2), rs.getString(3)));
                });
        return found;
    }

    /** Asks the decision table; people with the same facts get the same verdict without asking twice. */
    private final class Judge {

        private final RuleSet set;
        private final Round round;
        private final LocalDate day;
        private final String postClass;
        private final Map<String, List<Penalty>> penalties;
        private final Map<String, LastRating> ratings;
        private final Map<String, List<AgeException>> authorised;
        private final Map<String, AgeRule> ages = new HashMap<>();
        private final Map<Map<String, Object>, Verdict> known = new HashMap<>();

        Judge(RuleSet set, Round round, LocalDate day) {
            this(set, round, day, null);
        }

        Judge(RuleSet set, Round round, LocalDate day, String only) {
            this.set = set;
            this.round = round;
            this.day = day;
            this.postClass = set.catalogue("posts").stream().filter(p -> p.code().equals(round.targetPost())).map(p -> (String) p.more().get("postClass"))
                    .findFirst().orElse(null);
            this.penalties = round.review() ? Map.of() : penalties(round.code(), only);
            this.ratings = round.review() ? Map.of() : ratings(round.code(), only);
            this.authorised = round.review() ? Map.of() : exceptions.authorised(round.code());
        }

        /** Each penalty has a waiting time of its own: the first that excludes decides, else the latest. */
        Reasoning verdict(Person p) {
            if (round.review()) {
                Away away = p.away();
                return away == null ? ReviewMembership.of(set, p.status(), p.joined(), day)
                        : ReviewMembership.of(set, Fact.of("status", away.kind().name(), "register.standing", away.docNo(), away.from()), away.kind().gone(), p.joined(), day);
            }
            List<Penalty> own = penalties.getOrDefault(p.member(), List.of());
            if (own.isEmpty()) {
                return ask(p, null);
            }
            Reasoning last = null;
            for (Penalty penalty : own) {
                Reasoning verdict = ask(p, penalty);
                if (EXCLUDED.equals(verdict.outcome())) {
                    return verdict;
                }
                last = last == null ? verdict : last;
            }
            return last;
        }

        private Reasoning ask(Person p, Penalty penalty) {
            List<Fact> facts = new ArrayList<>();
            facts.add(Fact.of("status", p.status(), "register"));
            facts.add(p.office() == null ? Fact.of("holdsOffice", false, "register") : Fact.of("holdsOffice", true, "register.office", p.office()));
            List<Fact> besides = age(p, facts);
            if (penalty == null) {
                facts.add(Fact.of("penalty", "NONE", "register"));
                facts.add(Fact.of("monthsSincePenalty", 0, "register"));
            } else {
                facts.add(Fact.of("penalty", penalty.kind(), "register.discipline", penalty.decisionNo() == null ? "–" : penalty.decisionNo(), penalty.announced()));
                facts.add(Fact.of("monthsSincePenalty", DisciplineClocks.of(set, penalty.kind(), penalty.announced()).monthsSince(day), "counted", penalty.announced(), day)
                        .since(penalty.announced()));
            }
            LastRating rating = ratings.get(p.member());
            facts.add(rating == null ? Fact.of("lastRating", "CXL", "register.noRating") : Fact.of("lastRating", rating.level(), "register.rating", rating.year()));
            Verdict verdict = known.computeIfAbsent(new TreeMap<>(Reasoning.values(facts)), f -> rules.decide(set.code(), TABLE, f));
            facts.addAll(besides);
            return Reasoning.of(verdict, facts);
        }

        /** Working time by level, class of post and sex, and what authorised exceptions make of it. @return the exceptions, which no table asks for */
        private List<Fact> age(Person p, List<Fact> facts) {
            UnitKind kind = units.get(p.unit()).kind();
            boolean again = round.variant() == Variant.ELECT_INCUMBENT;
            AgeRule rule = ages.computeIfAbsent(kind + " " + p.gender(),
                    any -> AgeRule.of(set, AgeRule.Level.of(kind.name()), postClass, p.gender(), round.variant().name(), again));
            int limit = rule.limitMonths();
            int needed = rule.minRemaining();
            List<Fact> besides = new ArrayList<>();
            for (AgeException e : authorised.getOrDefault(p.member(), List.of())) {
                limit += e.kind() == AgeException.Kind.LATER_LIMIT ? e.months() : 0;
                needed = Math.max(0, needed - (e.kind() == AgeException.Kind.LESS_TIME ? e.months() : 0));
                besides.add(Fact.of("ageException", e.kind().name(), "exception", e.docNo(), e.docDate(), e.decidedName(), e.months()).fixed());
            }
            facts.add(Fact.of("monthsToRetirement", AgeInMonths.toRetirement(p.birth(), rule.reference(), limit), "age", p.birth(), rule.reference(), limit)
                    .left(rule.reference(), limit));
            facts.add(!besides.isEmpty() ? Fact.of("minRemaining", needed, "eased").fixed()
                    : rule.remainingKey() == null ? Fact.of("minRemaining", needed, "ownLimit", rule.limitKey()).fixed()
                    : Fact.rule("minRemaining", set.value(rule.remainingKey())));
            return besides;
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

    public Optional<Entry> find(String round, String member) {
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

    record Next(String caseCode, String member, String cell, String unit, String ruleRef, String citation) { }

    /** The next persons whose case is not open, by case code. */
    List<Next> next(String round, int limit) {
        return jdbc.sql("""
                        select case_code, member_code, cell_code, unit_code, rule_ref, citation from electorate
                        where round_code = ? and opened_at is null and case_code is not null order by case_code limit ?""")
                .params(round, limit).query((rs, n) -> new Next(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4), rs.getString(5), rs.getString(6))).list();
    }

    void opened(String round, List<Next> opened, OffsetDateTime at) {
        batch.batchUpdate("update electorate set opened_at = ? where round_code = ? and member_code = ?",
                opened.stream().map(n -> new Object[] {at, round, n.member()}).sorted(Comparator.comparing(r -> (String) r[2])).toList());
    }

    boolean anyLeft(String round) {
        return !next(round, 1).isEmpty();
    }
}
