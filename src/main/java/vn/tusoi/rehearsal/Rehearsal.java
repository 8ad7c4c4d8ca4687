package vn.tusoi.rehearsal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.ledger.SealingDay;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;
import vn.tusoi.rounds.Electorate;
import vn.tusoi.rounds.Plan;
import vn.tusoi.rounds.ReviewPlan;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.RoundDesk;
import vn.tusoi.rounds.RoundKind;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.rounds.Variant;
import vn.tusoi.rulebook.RuleBook;

/** Sets up a round with simulated people and plays it. */
@Component
class Rehearsal {

    /** Working days from the start to the congress: with the rule sets as they are, members have eight weeks to write. */
    static final int DAYS_TO_CONGRESS = 150;
    private static final int LONGEST = 500;
    /** Boards open a quarterly review so many days before the quarter is over. */
    private static final int QUARTERS_LAST_DAYS = 14;

    private final Backstage house;
    private final RoundDesk desk;
    private final Rounds rounds;
    private final Electorate electorate;
    private final RuleBook rules;
    private final Phrases phrases;
    private final SealingDay sealing;

    Rehearsal(Backstage house, RoundDesk desk, Rounds rounds, Electorate electorate, RuleBook rules, Phrases phrases, SealingDay sealing) {
        this.house = house;
        this.desk = desk;
        this.rounds = rounds;
        this.electorate = electorate;
        this.rules = rules;
        this.phrases = phrases;
        this.sealing = sealing;
    }

    /**
     * What to play.
     *
     * @param code         of the round
     * @param passwordHash with which all simulated people can sign in afterwards, or null
     * @param locale       language in which they write
     */
    record Script(String code, String name, int cases, long seed, int threads, LocalDate start, Variant variant, String post, int seats,
                  String passwordHash, Locale locale) { }

    /** Plays a whole round. The engine's own job executor must not run meanwhile. */
    Result play(Script script) {
        long began = System.nanoTime();
        People people = new People(house, script.seed(), script.start(), script.passwordHash());
        LocalDate start = house.clock().at(at(script.start(), LocalTime.NOON), () -> house.calendar().plusWorkingDays(script.start().minusDays(1), 1));
        LocalDate congress = house.calendar().plusWorkingDays(start, DAYS_TO_CONGRESS);
        draft(script, people, start, congress, List.of());
        Play play = new Play(house, script.code(), script.seed(), script.threads(), people, new OfficePace(house.calendar()), script.locale());
        play.run(start, house.calendar().plusWorkingDays(start, LONGEST), sealing::evening);
        return new Reckoning(house).of(script.code(), play, people, (System.nanoTime() - began) / 1e9);
    }

    /** Plays a whole yearly review: as {@link #play}, with self-review, assessment and rating only. {@code start}: not before; it begins in the autumn that follows. */
    Result playYearly(Script script) {
        int year = script.start().isAfter(autumn(script.start().getYear())) ? script.start().getYear() + 1 : script.start().getYear();
        return playReview(script, year, null, autumn(year));
    }

    /** As {@link #playYearly}, for a quarter: the one that ends next, opened some days before its end. */
    Result playQuarterly(Script script) {
        LocalDate last = script.start();
        do {
            last = last.plusDays(1);
        } while (last.getMonthValue() % 3 != 0 || last.getDayOfMonth() != last.lengthOfMonth() || last.minusDays(QUARTERS_LAST_DAYS).isBefore(script.start()));
        return playReview(script, last.getYear(), last.getMonthValue() / 3, last.minusDays(QUARTERS_LAST_DAYS));
    }

    private Result playReview(Script script, int year, Integer quarter, LocalDate from) {
        long began = System.nanoTime();
        People people = new People(house, script.seed(), script.start(), script.passwordHash());
        LocalDate start = house.clock().at(at(script.start(), LocalTime.NOON), () -> house.calendar().plusWorkingDays(from.minusDays(1), 1));
        draftReview(script, people, start, year, quarter);
        Play play = new Play(house, script.code(), script.seed(), script.threads(), people, new YearlyPace(house.calendar()), script.locale());
        play.run(start, house.calendar().plusWorkingDays(start, LONGEST), sealing::evening);
        return new Reckoning(house).of(script.code(), play, people, (System.nanoTime() - began) / 1e9);
    }

    /** How many the rule set left out of a review. */
    int exempt(String round) {
        return electorate.grounds(round, null).stream().mapToInt(Electorate.Ground::count).sum();
    }

    /** When boards open the yearly review, so that members have some weeks to write. */
    private static LocalDate autumn(int year) {
        return LocalDate.of(year, 10, 15);
    }

    private void draftReview(Script script, People people, LocalDate start, int year, Integer quarter) {
        Instant morning = at(start, LocalTime.of(7, 30));
        house.engine().set(morning);
        house.clock().at(morning, () -> {
            Unit owner = province();
            Actor officer = officer(people, owner);
            Round round = desk.create(officer, owner.code(), script.code(), script.name(), quarter == null ? RoundKind.YEARLY : RoundKind.QUARTERLY);
            List<String> communes = desk.communes(round).stream().map(Unit::code).sorted().toList();
            String set = rules.inForce(start).code();
            planReview(officer, script, year, quarter, set, communes);
            List<String> chosen = new ArrayList<>();
            int reviewed = 0;
            for (Map.Entry<String, Integer> unit : new TreeMap<>(electorate.byUnit(script.code())).entrySet()) {
                if (reviewed < script.cases()) {
                    chosen.add(unit.getKey());
                    reviewed += unit.getValue();
                }
            }
            if (chosen.isEmpty()) {
                throw new IllegalStateException("nobody in the register is to be reviewed");
            }
            if (chosen.size() < communes.size()) {
                planReview(officer, script, year, quarter, set, chosen);
            }
            leaveOut(script, officer, chosen.subList(chosen.size() - 1, chosen.size()), reviewed - script.cases());
            return null;
        });
    }

    /** A yearly review of these units with days of its own. */
    void draftReview(Script script, People people, LocalDate start, int year, List<String> units, LocalDate selfReview, LocalDate assessment) {
        Instant morning = at(start, LocalTime.of(7, 30));
        house.engine().set(morning);
        house.clock().at(morning, () -> {
            Unit owner = province();
            Actor officer = officer(people, owner);
            Round round = desk.create(officer, owner.code(), script.code(), script.name(), RoundKind.YEARLY);
            desk.planReview(officer, script.code(), new ReviewPlan(script.name(), year, null, rules.inForce(start).code(), units, selfReview, assessment), round.version());
            return null;
        });
    }

    private void planReview(Actor officer, Script script, int year, Integer quarter, String set, List<String> units) {
        desk.planReview(officer, script.code(), new ReviewPlan(script.name(), year, quarter, set, units, null, null), rounds.get(script.code()).version());
    }

    private Unit province() {
        return house.units().ofKind(UnitKind.PROVINCE).stream().findFirst().orElseThrow(() -> new IllegalStateException("the register has no province"));
    }

    private Actor officer(People people, Unit owner) {
        Unit board = house.units().performing(Function.ORGANISATION_BOARD.name(), owner.code()).orElseThrow();
        String key = Function.ORGANISATION_BOARD + "@" + board.code();
        people.prepare(List.of(key));
        return house.accounts().actor(people.holders(key).get(0)).orElseThrow();
    }

    /**
     * Drafts the round and plans it so that it has the number of cases asked for, or as many as the register yields.
     *
     * @param only units that take part, empty for as many as are needed
     */
    void draft(Script script, People people, LocalDate start, LocalDate congress, List<String> only) {
        Instant morning = at(start, LocalTime.of(7, 30));
        house.engine().set(morning);
        house.clock().at(morning, () -> {
            Unit owner = province();
            Actor officer = officer(people, owner);
            Round round = desk.create(officer, owner.code(), script.code(), script.name());
            List<Electorate.Held> held = electorate.heldPosts(owner.path(), start);
            List<String> communes = only.isEmpty() ? desk.communes(round).stream().map(Unit::code).sorted().toList() : only;
            Plan plan = null;
            Map<String, Integer> sizes = Map.of();
            for (List<Rounds.Post> posts : widening(held)) {
                plan = new Plan(script.name(), script.variant(), script.post(), script.seats(), rules.inForce(start).code(), congress, communes, posts);
                plan(officer, plan);
                sizes = electorate.byUnit(script.code());
                if (sizes.values().stream().mapToInt(Integer::intValue).sum() >= script.cases()) {
                    break;
                }
            }
            List<String> chosen = new ArrayList<>();
            int people0 = 0;
            for (Map.Entry<String, Integer> unit : new TreeMap<>(sizes).entrySet()) {
                if (people0 < script.cases() || !only.isEmpty()) {
                    chosen.add(unit.getKey());
                    people0 += unit.getValue();
                }
            }
            if (chosen.isEmpty()) {
                throw new IllegalStateException("nobody in the register is eligible");
            }
            if (chosen.size() < communes.size()) {
                plan(officer, new Plan(plan.name(), plan.variant(), plan.targetPost(), plan.seats(), plan.ruleSet(), congress, chosen, plan.posts()));
            }
            leaveOut(script, officer, chosen, people0 - script.cases());
            return null;
        });
    }

    private void plan(Actor officer, Plan plan) {
        Round round = rounds.list().get(0);
        desk.plan(officer, round.code(), plan, round.version());
    }

    /** Holders of posts in the party, then of posts elsewhere too, then everybody. */
    private static List<List<Rounds.Post>> widening(List<Electorate.Held> held) {
        List<Rounds.Post> party = held.stream().filter(h -> h.post().kind() == Rounds.Post.Kind.PARTY).sorted(Comparator.comparingInt(Electorate.Held::holders))
                .map(Electorate.Held::post).toList();
        List<Rounds.Post> some = party.size() > 1 ? party.subList(0, party.size() - 1) : party;
        List<Rounds.Post> more = new ArrayList<>(some);
        held.stream().filter(h -> h.post().kind() == Rounds.Post.Kind.OFFICE).map(Electorate.Held::post).forEach(more::add);
        List<Rounds.Post> all = new ArrayList<>(more);
        party.stream().filter(p -> !all.contains(p)).forEach(all::add);
        return List.of(some, more, all);
    }

    /** The board leaves out whom the rehearsal does not need, a few in each unit in turn. */
    private void leaveOut(Script script, Actor officer, List<String> units, int tooMany) {
        Map<String, List<Electorate.Entry>> byUnit = new LinkedHashMap<>();
        for (String unit : units) {
            List<Electorate.Entry> entries = new ArrayList<>(electorate.search(script.code(), new Electorate.Question(true, null, unit, null, null), 5000, 0));
            Luck.of(script.seed(), "left out", unit).shuffle(entries);
            byUnit.put(unit, entries);
        }
        Luck luck = Luck.of(script.seed(), "why left out");
        while (tooMany > 0) {
            Optional<List<Electorate.Entry>> largest = byUnit.values().stream().max(Comparator.comparingInt(List::size));
            Electorate.Entry out = largest.orElseThrow().remove(0);
            desk.decide(officer, script.code(), out.member(), false, phrases.of("notInRound", luck, script.locale()));
            tooMany--;
        }
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(house.zone()).toInstant();
    }
}
