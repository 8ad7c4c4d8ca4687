package vn.tusoi.rulebook.local;

import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Members;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.Explanations;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Sharpening;
import vn.tusoi.rulebook.Value;
import vn.tusoi.worklist.Refused;

/**
 * Criteria of units: one person of the unit proposes, a second approves. A unit inherits what is above it and may add to it or
 * sharpen it, never loosen it. Nothing here reaches a case that is open.
 */
@Component
public class LocalDesk {

    private static final int WORDS = 300;
    private static final int HINT = 600;
    private static final int REASON = 1000;

    private final JdbcClient jdbc;
    private final LocalCriteria criteria;
    private final RuleBook rules;
    private final Explanations words;
    private final Units units;
    private final Members members;
    private final Ledger ledger;
    private final Clock clock;

    LocalDesk(JdbcClient jdbc, LocalCriteria criteria, RuleBook rules, Explanations words, Units units, Members members, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.criteria = criteria;
        this.rules = rules;
        this.words = words;
        this.units = units;
        this.members = members;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What somebody may do in a unit. */
    public record Rights(boolean propose, boolean approve) { }

    /** @param replaces code of the criterion of which this is a new version; null for a new one */
    public record Proposal(LocalCriterion.Kind kind, String replaces, String parent, String key, Integer number, String vi, String en, String hintVi, String hintEn,
                           String postClass, String profession, String docNo, LocalDate docDate, LocalDate from) { }

    /** Where an inherited value is from. @param source a text's number, date and subject, or a unit's name and resolution */
    public record Inherited(int number, String source) { }

    // reading -------------------------------------------------------------------------------------------------------------------------

    /** Units whose criteria this person may want to see first: those of the offices held, and the own cell. */
    public List<Unit> unitsOf(Actor actor) {
        return Stream.concat(actor.offices().stream().map(o -> realm(o.unit())), actor.memberCode() == null ? Stream.empty()
                : members.find(actor.memberCode()).stream().map(m -> units.get(m.cell()))).distinct().toList();
    }

    private Unit realm(Unit unit) {
        return unit.kind() == UnitKind.BODY && unit.parent() != null ? units.get(unit.parent()) : unit;
    }

    /** A unit whose criteria this person may read: one that an office covers, or one above the own. @throws Denied.Hidden for any other */
    public Unit readable(Actor actor, String code) {
        Unit unit = units.find(code).filter(u -> u.kind() != UnitKind.BODY).orElseThrow(() -> new Denied.Hidden(code));
        if (!actor.covers(unit) && unitsOf(actor).stream().noneMatch(own -> own.path().startsWith(unit.path()))) {
            throw new Denied.Hidden(code);
        }
        return unit;
    }

    /** @throws Denied.Hidden where there is none or it is of a unit that this person may not read */
    public LocalCriterion readable(Actor actor, String code, int version) {
        LocalCriterion c = criteria.find(code, version).orElseThrow(() -> new Denied.Hidden(code));
        readable(actor, c.unit());
        return c;
    }

    /** Whether an office of theirs may propose criteria for its unit. */
    public boolean proposes(Actor actor) {
        return actor.holds(Function.ORGANISATION_BOARD) || actor.holds(Function.CELL_SECRETARY);
    }

    public Rights rights(Actor actor, Unit unit) {
        return new Rights(proposer(actor, unit).isPresent(), approver(actor, unit).isPresent());
    }

    /** In a cell its secretary, elsewhere an officer of the unit's own organisation board. */
    private Optional<Office> proposer(Actor actor, Unit unit) {
        Function function = unit.kind() == UnitKind.CELL ? Function.CELL_SECRETARY : Function.ORGANISATION_BOARD;
        return actor.offices().stream().filter(o -> o.function() == function && o.unit().realm().equals(unit.path())).findFirst();
    }

    /** For a cell the grassroots committee above it, elsewhere the board again or the chair: the person differs, the unit does not. */
    private Optional<Office> approver(Actor actor, Unit unit) {
        if (unit.kind() == UnitKind.CELL) {
            return actor.officeCovering(Function.GRASSROOTS_COMMITTEE, unit);
        }
        return actor.offices().stream().filter(o -> (o.function() == Function.ORGANISATION_BOARD || o.function() == Function.CHAIR) && o.unit().realm().equals(unit.path()))
                .findFirst();
    }

    /** What a unit inherits: the set in force on a day with what all units above have added by then. */
    public RuleSet inherited(Unit unit, LocalDate day) {
        RuleSet set = rules.inForce(day);
        return unit.parent() == null ? set : LocalLayer.over(set, criteria.applying(unit.parent(), day), code -> units.get(code).name());
    }

    /** The value that a unit inherits and its source, in the reader's language. */
    public Inherited inherited(Unit unit, String key, LocalDate day) {
        RuleSet set = inherited(unit, day);
        Value value = set.value(key);
        return new Inherited(((Number) value.value()).intValue(), words.citation(set, value.citation()));
    }

    /** What the unit itself may sharpen. */
    public List<Sharpening> sharpenable(Unit unit) {
        return Sharpening.all().stream().filter(s -> s.levels().contains(unit.kind().name())).toList();
    }

    // acts ----------------------------------------------------------------------------------------------------------------------------

    /** @return the new version, which waits for a second person */
    @Transactional
    public LocalCriterion propose(Actor actor, String unitCode, Proposal typed) {
        Unit unit = readable(actor, unitCode);
        Office office = proposer(actor, unit).orElseThrow(() -> new Denied.Forbidden("local.denied.propose"));
        lock(unit);
        LocalDate today = LocalDate.now(clock);
        if (typed.from() == null || typed.from().isBefore(today)) {
            throw Refused.field("from", "local.wrong.from");
        }
        Proposal p = tidy(typed);
        if (p.docNo() == null) {
            throw Refused.field("docNo", "error.required");
        }
        if (p.docDate() == null) {
            throw Refused.field("docDate", "error.required");
        }
        if (p.docDate().isAfter(today)) {
            throw Refused.field("docDate", "error.dateInFuture");
        }
        List<LocalCriterion> versions = p.replaces() == null ? List.of() : criteria.versions(p.replaces());
        if (p.replaces() != null) {
            replaceable(unit, p, versions);
        }
        String code = p.replaces() != null ? p.replaces() : codeFor(unit, p);
        check(unit, code, p);
        int version = 1 + versions.stream().mapToInt(LocalCriterion::version).max().orElse(0);
        String vi = p.vi();
        String en = p.en();
        if (p.kind() == LocalCriterion.Kind.VALUE) {
            Value value = rules.inForce(p.from()).value(p.key());
            vi = value.vi();
            en = value.en();
        }
        jdbc.sql("""
                        insert into local_criterion(code, version_no, unit_code, kind, parent, value_key, value_number, vi, en, hint_vi, hint_en, post_class, profession,
                                                    doc_no, doc_date, valid_from, state, proposed_by, proposed_name, proposed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PROPOSED', ?, ?, ?)""")
                .params(code, version, unit.code(), p.kind().name(), p.parent(), p.key(), p.number(), vi, en, p.hintVi(), p.hintEn(), p.postClass(), p.profession(),
                        p.docNo(), p.docDate(), p.from(), actor.username(), actor.displayName(), now()).update();
        entry(actor, office, "LOCAL_RULE_PROPOSED", code, version, p.from()).with("kind", p.kind()).with("key", p.key()).with("number", p.number())
                .with("from", p.from()).write();
        return criteria.find(code, version).orElseThrow();
    }

    /** Puts a proposal into force. What the unit inherits may have changed since, so it is checked again. */
    @Transactional
    public void approve(Actor actor, String code, int version) {
        LocalCriterion c = waiting(actor, code, version);
        Unit unit = units.get(c.unit());
        Office office = second(actor, unit, c.proposedBy());
        lock(unit);
        waiting(actor, code, version);
        if (c.validFrom().isBefore(LocalDate.now(clock))) {
            throw new Refused("local.wrong.fromPassed");
        }
        check(unit, code, new Proposal(c.kind(), code, c.parent(), c.key(), c.number(), c.vi(), c.en(), c.hintVi(), c.hintEn(), c.postClass(), c.profession(),
                c.docNo(), c.docDate(), c.validFrom()));
        jdbc.sql("""
                        update local_criterion set valid_to = ?, end_on = null where code = ? and version_no < ? and state = 'IN_FORCE'
                        and (valid_to is null or valid_to >= ?)""")
                .params(c.validFrom().minusDays(1), code, version, c.validFrom()).update();
        decided(actor, c, "IN_FORCE", null);
        entry(actor, office, "LOCAL_RULE_APPROVED", code, version, c.validFrom()).with("from", c.validFrom()).write();
    }

    @Transactional
    public void refuse(Actor actor, String code, int version, String reason) {
        LocalCriterion c = waiting(actor, code, version);
        Office office = second(actor, units.get(c.unit()), c.proposedBy());
        String why = reason("reason", reason);
        decided(actor, c, "REFUSED", why);
        entry(actor, office, "LOCAL_RULE_REFUSED", code, version, c.validFrom()).write();
    }

    /** Asks for an end; a second person approves it. Cases that are open keep what they opened under. */
    @Transactional
    public void askEnd(Actor actor, String code, int version, LocalDate lastDay, String reason) {
        LocalCriterion c = readable(actor, code, version);
        Unit unit = units.get(c.unit());
        Office office = proposer(actor, unit).orElseThrow(() -> new Denied.Forbidden("local.denied.propose"));
        lock(unit);
        if (c.state() != LocalCriterion.State.IN_FORCE || c.validTo() != null) {
            throw new Refused("local.wrong.notInForce");
        }
        if (lastDay == null || lastDay.isBefore(LocalDate.now(clock)) || lastDay.isBefore(c.validFrom())) {
            throw Refused.field("lastDay", "local.wrong.lastDay");
        }
        String why = reason("reason", reason);
        jdbc.sql("update local_criterion set end_on = ?, end_reason = ?, end_by = ?, end_name = ? where code = ? and version_no = ?")
                .params(lastDay, why, actor.username(), actor.displayName(), code, version).update();
        entry(actor, office, "LOCAL_RULE_END_ASKED", code, version, c.validFrom()).with("lastDay", lastDay).write();
    }

    /** Approves the end that was asked for, or leaves the criterion in force. */
    @Transactional
    public void decideEnd(Actor actor, String code, int version, boolean end) {
        LocalCriterion c = readable(actor, code, version);
        Unit unit = units.get(c.unit());
        if (!c.endAsked()) {
            throw new Refused("local.wrong.noEnd");
        }
        Office office = second(actor, unit, c.endBy());
        lock(unit);
        if (end && c.endOn().isBefore(LocalDate.now(clock))) {
            throw new Refused("local.wrong.endPassed");
        }
        jdbc.sql(end ? "update local_criterion set valid_to = end_on where code = ? and version_no = ?"
                : "update local_criterion set end_on = null, end_reason = null, end_by = null, end_name = null where code = ? and version_no = ?")
                .params(code, version).update();
        entry(actor, office, end ? "LOCAL_RULE_ENDED" : "LOCAL_RULE_KEPT", code, version, c.validFrom()).with("lastDay", c.endOn()).write();
    }

    // checks --------------------------------------------------------------------------------------------------------------------------

    private void replaceable(Unit unit, Proposal p, List<LocalCriterion> versions) {
        if (versions.isEmpty() || !versions.get(0).unit().equals(unit.code())) {
            throw new Denied.Hidden(p.replaces());
        }
        if (versions.get(0).state() == LocalCriterion.State.PROPOSED) {
            throw new Refused("local.wrong.waiting");
        }
        LocalCriterion before = versions.stream().filter(v -> v.state() == LocalCriterion.State.IN_FORCE).findFirst().orElse(null);
        if (versions.get(0).kind() != p.kind() || p.kind() == LocalCriterion.Kind.VALUE && !versions.get(0).key().equals(p.key())) {
            throw new Refused("local.wrong.kind");
        }
        if (before != null && !p.from().isAfter(before.validFrom())) {
            throw Refused.field("from", "local.wrong.fromVersion", words.day(before.validFrom()));
        }
    }

    /** A value has one code in a unit for ever; an item gets the next number. */
    private String codeFor(Unit unit, Proposal p) {
        List<LocalCriterion> own = criteria.ofUnit(unit.code());
        if (p.kind() == LocalCriterion.Kind.VALUE) {
            for (LocalCriterion c : own) {
                if (c.kind() == LocalCriterion.Kind.VALUE && c.key().equals(p.key())) {
                    throw Refused.field("key", "local.wrong.valueThere", c.code());
                }
            }
        }
        long number = own.stream().filter(c -> c.kind() == p.kind()).map(LocalCriterion::code).distinct().count() + 1;
        return unit.code() + "." + p.kind().letter() + number;
    }

    private void check(Unit unit, String code, Proposal p) {
        RuleSet inherited = inherited(unit, p.from());
        if (p.kind() == LocalCriterion.Kind.VALUE) {
            checkValue(unit, code, p, inherited);
            return;
        }
        if (p.vi() == null) {
            throw Refused.field("vi", "error.required");
        }
        tooLong("vi", p.vi(), WORDS);
        tooLong("en", p.en(), WORDS);
        if (p.hintVi() == null) {
            throw Refused.field("hintVi", "local.missing.hint");
        }
        tooLong("hintVi", p.hintVi(), HINT);
        tooLong("hintEn", p.hintEn(), HINT);
        tooLong("profession", p.profession(), WORDS);
        if (p.postClass() != null && inherited.catalogue("postClasses").stream().noneMatch(i -> i.code().equals(p.postClass()))) {
            throw Refused.field("postClass", "error.required");
        }
        boolean standard = p.kind() == LocalCriterion.Kind.STANDARD;
        if (standard && inherited.catalogue("standards").stream().noneMatch(i -> i.code().equals(p.parent()) && "ARTICLE".equals(i.more().get("part")))) {
            throw Refused.field("parent", "local.missing.parent");
        }
        // an item that is there already, under other words for whom it is or what it weighs, would take the inherited one's place
        String same = plain(p.vi());
        for (Item item : inherited.catalogue(standard ? "standards" : "checks")) {
            if (plain(item.vi()).equals(same)) {
                throw Refused.field("vi", "local.refused.same", item.code(), source(inherited, item));
            }
        }
        for (LocalCriterion own : criteria.ofUnit(unit.code())) {
            if (own.kind() == p.kind() && !own.code().equals(code) && own.state() != LocalCriterion.State.REFUSED
                    && (own.validTo() == null || !own.validTo().isBefore(p.from())) && plain(own.vi()).equals(same)) {
                throw Refused.field("vi", "local.refused.same", own.code(), unit.name());
            }
        }
    }

    private void checkValue(Unit unit, String code, Proposal p, RuleSet inherited) {
        Sharpening rule = Sharpening.of(p.key() == null ? "" : p.key()).orElseThrow(() -> Refused.field("key", "local.refused.notLocal"));
        if (!rule.levels().contains(unit.kind().name())) {
            throw Refused.field("key", "local.refused.level");
        }
        if (p.number() == null || !rule.possible(p.number())) {
            throw Refused.field("number", "local.wrong.number", rule.least(), rule.most());
        }
        Value value = inherited.value(p.key());
        int now = ((Number) value.value()).intValue();
        if (!rule.stricter(p.number(), now)) {
            throw Refused.field("number", rule.direction() == Sharpening.Direction.HIGHER ? "local.refused.notHigher" : "local.refused.notLower",
                    p.number(), now, words.citation(inherited, value.citation()));
        }
        List<LocalCriterion> own = new ArrayList<>(criteria.ofUnit(unit.code()).stream().filter(c -> c.appliesOn(p.from()) && !c.code().equals(code)).toList());
        own.add(new LocalCriterion(code, 0, unit.code(), LocalCriterion.Kind.VALUE, null, p.key(), p.number(), value.vi(), value.en(), null, null, null, null, p.docNo(),
                p.docDate(), p.from(), null, LocalCriterion.State.IN_FORCE, null, null, null, null, null, null, null, null, null, null, null));
        RuleSet together = LocalLayer.over(inherited, own, c -> units.get(c).name());
        Sharpening.outOfOrder(together).ifPresent(pair -> {
            Value other = together.value(pair.get(0).equals(p.key()) ? pair.get(1) : pair.get(0));
            throw Refused.field("number", "local.refused.order", other.text(org.springframework.context.i18n.LocaleContextHolder.getLocale().getLanguage()), words.value(other));
        });
    }

    private String source(RuleSet set, Item item) {
        Object unit = item.more().get("unitName");
        return unit != null ? unit.toString() : words.citation(set, String.valueOf(item.more().get("citation")));
    }

    private LocalCriterion waiting(Actor actor, String code, int version) {
        LocalCriterion c = readable(actor, code, version);
        if (approver(actor, units.get(c.unit())).isEmpty()) {
            throw new Denied.Forbidden("local.denied.approve");
        }
        if (c.state() != LocalCriterion.State.PROPOSED) {
            throw new Refused("local.wrong.decided", c.decidedName());
        }
        return c;
    }

    private Office second(Actor actor, Unit unit, String first) {
        Office office = approver(actor, unit).orElseThrow(() -> new Denied.Forbidden("local.denied.approve"));
        if (actor.username().equals(first)) {
            throw new Denied.Forbidden("local.denied.samePerson");
        }
        return office;
    }

    private void decided(Actor actor, LocalCriterion c, String state, String refusal) {
        int changed = jdbc.sql("""
                        update local_criterion set state = ?, decided_by = ?, decided_name = ?, decided_at = ?, refusal = ?
                        where code = ? and version_no = ? and state = 'PROPOSED'""")
                .params(state, actor.username(), actor.displayName(), now(), refusal, c.code(), c.version()).update();
        if (changed == 0) {
            throw new Refused("local.wrong.decided", "");
        }
    }

    private Ledger.Entry entry(Actor actor, Office office, String act, String code, int version, LocalDate from) {
        return ledger.entry(actor, act).in(office).on("RULES", code).rule(rules.inForce(from).code(), code + " v" + version).with("version", version);
    }

    /** One at a time in a unit: numbers of codes and versions are given in order. */
    private void lock(Unit unit) {
        jdbc.sql("select code from unit where code = ? for update").param(unit.code()).query(String.class).single();
    }

    private static Proposal tidy(Proposal p) {
        boolean value = p.kind() == LocalCriterion.Kind.VALUE;
        return new Proposal(p.kind(), line(p.replaces()), p.kind() == LocalCriterion.Kind.STANDARD ? line(p.parent()) : null, value ? line(p.key()) : null,
                value ? p.number() : null, line(p.vi()), line(p.en()), line(p.hintVi()), line(p.hintEn()), value ? null : line(p.postClass()),
                value ? null : line(p.profession()), line(p.docNo()), p.docDate(), p.from());
    }

    private String reason(String field, String typed) {
        String why = line(typed);
        if (why == null) {
            throw Refused.field(field, "error.required");
        }
        tooLong(field, why, REASON);
        return why;
    }

    private static void tooLong(String field, String text, int most) {
        if (text != null && text.length() > most) {
            throw Refused.field(field, "local.wrong.tooLong", text.length(), most);
        }
    }

    /** Null for nothing; one line, in the one form of Unicode that the house keeps. */
    private static String line(String typed) {
        String text = typed == null ? "" : Normalizer.normalize(typed, Normalizer.Form.NFC).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return text.isEmpty() ? null : text;
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[\\p{Punct}\\s]+", " ").strip();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
