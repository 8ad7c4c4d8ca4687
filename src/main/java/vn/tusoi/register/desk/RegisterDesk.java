package vn.tusoi.register.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Member;
import vn.tusoi.register.Members;
import vn.tusoi.register.Register;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;
import vn.tusoi.site.Page;
import vn.tusoi.worklist.Refused;

/**
 * Reading and changing the register. An organisation board reads everything of its realm; a cell's secretary the basics of the own cell;
 * the tree of units is open to every office in its realm. Reading a member's file is recorded, with the code only.
 */
@Component
public class RegisterDesk {

    public static final int PAGE = 50;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    private final JdbcClient jdbc;
    private final Register register;
    private final Members members;
    private final Units units;
    private final Ledger ledger;
    private final Clock clock;

    RegisterDesk(JdbcClient jdbc, Register register, Members members, Units units, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.register = register;
        this.members = members;
        this.units = units;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What somebody asks a list for; null or blank where it does not matter. */
    public record MemberQuestion(String text, String unit, String status, String partyPost, Register.MemberOrder order) { }

    /** What somebody asks the tree for. */
    public record UnitQuestion(String text, String under, UnitKind kind, boolean dissolved) { }

    /**
     * A member's file as far as the reader may see it.
     *
     * @param full whether past records are included; without it they are empty
     */
    public record File(Member member, Unit cell, boolean full, List<Held> posts, List<Members.PastRating> ratings,
                       List<Members.Discipline> disciplines, List<Members.AssetDeclaration> declarations, List<Members.Relative> relatives) { }

    /** A post with the name of its unit; {@code readable} where the reader may open the unit's page. */
    public record Held(Members.Post post, String unitName, boolean readable) { }

    /** Who does a job for a unit; {@code scope} is the unit it is mapped for, the asked one or one above it. */
    public record Job(Function function, Unit performer, Unit scope, LocalDate from, LocalDate to, boolean now) { }

    /**
     * A unit with what hangs on it.
     *
     * @param readable    codes of the units above that the reader may open
     * @param cases       cases of which it is the owner, running and ended
     * @param mayChange   whether the reader may change who does what and dissolve it
     * @param mayList     whether the reader may see its members
     */
    public record UnitFile(Unit unit, List<Unit> above, Collection<String> readable, Unit successor, int members, int cases, int runningCases, List<Job> jobs,
                           boolean dissolved, boolean mayChange, boolean mayList) { }

    // members -------------------------------------------------------------------------------------------------------------------------

    /** @throws Denied.Forbidden for somebody without an office that reads members */
    public Page<Register.MemberRow> members(Actor actor, MemberQuestion question, int page) {
        Register.MemberFilter filter = filter(actor, question);
        int total = register.count(filter);
        int number = Math.max(1, Math.min(page, (Math.min(total, Register.REACH) + PAGE - 1) / PAGE));
        return new Page<>(register.members(filter, order(question), PAGE, (number - 1) * PAGE), number, PAGE, total);
    }

    /** Hands out every row of a list; that it was taken out, and how many rows, is recorded first. */
    @Transactional
    public void export(Actor actor, MemberQuestion question, Consumer<Register.MemberRow> sink) {
        Register.MemberFilter filter = filter(actor, question);
        Office office = readers(actor).get(0);
        ledger.entry(actor, "REGISTER_EXPORTED").in(office).on("REGISTER", office.unit().code()).with("rows", register.count(filter)).write();
        register.each(filter, order(question), sink);
    }

    public List<String> partyPosts(Actor actor) {
        return register.partyPosts(realms(readers(actor)));
    }

    /**
     * Opens a member's file and records the reading.
     *
     * @throws Denied.Hidden    for somebody of another unit
     * @throws Denied.Forbidden for somebody of the unit without an office that reads members
     */
    @Transactional
    public File read(Actor actor, String code) {
        Member member = members.find(code).orElseThrow(() -> new Denied.Hidden(code));
        Unit cell = units.get(member.cell());
        Optional<Office> board = actor.officeCovering(Function.ORGANISATION_BOARD, cell);
        Office office = board.or(() -> actor.officeCovering(Function.CELL_SECRETARY, cell)).orElseThrow(() ->
                actor.covers(cell) || actor.isMember(code) ? new Denied.Forbidden("register.denied.members") : new Denied.Hidden(code));
        ledger.entry(actor, "REGISTER_READ").in(office).on("REGISTER", code).write();
        if (board.isEmpty()) {
            return new File(member, cell, false, List.of(), List.of(), List.of(), List.of(), List.of());
        }
        List<Held> posts = members.posts(code).stream().map(p -> {
            Unit unit = units.get(p.unit());
            return new Held(p, unit.name(), actor.covers(unit));
        }).toList();
        return new File(member, cell, true, posts, members.ratings(code), members.disciplines(code), members.declarations(code),
                members.relatives(code));
    }

    private static Register.MemberOrder order(MemberQuestion question) {
        return question.order() == null ? Register.MemberOrder.NAME : question.order();
    }

    private Register.MemberFilter filter(Actor actor, MemberQuestion question) {
        List<Office> readers = readers(actor);
        String under = null;
        if (!blank(question.unit())) {
            Unit unit = units.find(question.unit()).filter(u -> readers.stream().anyMatch(o -> o.covers(u))).orElseThrow(() -> new Denied.Hidden(question.unit()));
            under = unit.path();
        }
        return new Register.MemberFilter(realms(readers), question.text(), under, blank(question.status()) ? null : question.status(),
                blank(question.partyPost()) ? null : question.partyPost());
    }

    private static List<Office> readers(Actor actor) {
        List<Office> readers = actor.offices().stream().filter(o -> o.function() == Function.ORGANISATION_BOARD || o.function() == Function.CELL_SECRETARY).toList();
        if (readers.isEmpty()) {
            throw new Denied.Forbidden("register.denied.members");
        }
        return readers;
    }

    private static Collection<String> realms(List<Office> offices) {
        return offices.stream().map(o -> o.unit().realm()).distinct().toList();
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    // units ---------------------------------------------------------------------------------------------------------------------------

    /** @throws Denied.Forbidden for somebody without any office */
    public Page<Register.UnitRow> units(Actor actor, UnitQuestion question, int page) {
        if (actor.offices().isEmpty()) {
            throw new Denied.Forbidden("register.denied.units");
        }
        String under = null;
        if (!blank(question.under())) {
            under = unit(actor, question.under()).path();
        }
        Register.UnitFilter filter = new Register.UnitFilter(realms(actor.offices()), question.text(), under,
                question.kind() == null ? null : question.kind().name(), question.dissolved());
        int total = register.count(filter, today());
        int number = Math.max(1, Math.min(page, (Math.min(total, Register.REACH) + PAGE - 1) / PAGE));
        return new Page<>(register.units(filter, today(), PAGE, (number - 1) * PAGE), number, PAGE, total);
    }

    /** A unit of the reader's realm. @throws Denied.Hidden for any other */
    public Unit unit(Actor actor, String code) {
        return units.find(code).filter(actor::covers).orElseThrow(() -> new Denied.Hidden(code));
    }

    public UnitFile unitFile(Actor actor, String code) {
        Unit unit = unit(actor, code);
        List<Unit> above = units.lineage(code).stream().skip(1).toList();
        record Cases(int all, int running) { }
        Cases cases = jdbc.sql("select count(*), sum(case when outcome is null then 1 else 0 end) from vetting_case where cell_code = ? or unit_code = ?")
                .params(code, code).query((rs, n) -> new Cases(rs.getInt(1), rs.getInt(2))).single();
        boolean dissolved = unit.validTo() != null && unit.validTo().isBefore(today());
        return new UnitFile(unit, above, above.stream().filter(actor::covers).map(Unit::code).toList(), unit.successor() == null ? null : units.find(unit.successor()).orElse(null), register.members(unit.path()),
                cases.all(), cases.running(), jobs(unit), dissolved, mayChange(actor),
                actor.officeCovering(Function.ORGANISATION_BOARD, unit).or(() -> actor.officeCovering(Function.CELL_SECRETARY, unit)).isPresent());
    }

    /** Everything mapped for the unit itself, then what the nearest unit above does for it. */
    private List<Job> jobs(Unit unit) {
        LocalDate today = today();
        List<Job> jobs = new java.util.ArrayList<>();
        java.util.Set<Function> found = java.util.EnumSet.noneOf(Function.class);
        for (Unit scope : units.lineage(unit.code())) {
            List<Job> here = jdbc.sql("select function, performed_by, valid_from, valid_to from unit_function where scope_code = ? order by function, valid_from")
                    .param(scope.code()).query((rs, n) -> {
                        LocalDate from = rs.getObject(3, LocalDate.class);
                        LocalDate to = rs.getObject(4, LocalDate.class);
                        return new Job(Function.valueOf(rs.getString(1)), units.get(rs.getString(2)), scope, from, to,
                                !today.isBefore(from) && (to == null || !today.isAfter(to)));
                    }).list();
            java.util.Set<Function> performed = java.util.EnumSet.noneOf(Function.class);
            for (Job job : here) {
                if (scope.code().equals(unit.code()) || job.now() && !found.contains(job.function())) {
                    jobs.add(job);
                }
                if (job.now()) {
                    performed.add(job.function());
                }
            }
            found.addAll(performed);
        }
        return jobs;
    }

    /** The organisation board of the root: it alone changes the tree. */
    public boolean mayChange(Actor actor) {
        return changer(actor).isPresent();
    }

    private static Optional<Office> changer(Actor actor) {
        return actor.offices().stream().filter(o -> o.function() == Function.ORGANISATION_BOARD && isRoot(o.unit().realm())).findFirst();
    }

    private static boolean isRoot(String realm) {
        return realm.chars().filter(c -> c == '/').count() == 2;
    }

    private Office changing(Actor actor, Unit unit) {
        return changer(actor).filter(o -> o.covers(unit)).orElseThrow(() -> new Denied.Forbidden("register.denied.change"));
    }

    /** A unit that the actor may change: for showing the page of an act. */
    public Unit changeable(Actor actor, String code) {
        Unit unit = unit(actor, code);
        changing(actor, unit);
        return unit;
    }

    /** Units that could perform a function for the unit: itself, its bodies, and those above with theirs. */
    public List<Unit> possiblePerformers(Unit unit) {
        LocalDate today = today();
        return units.lineage(unit.code()).stream()
                .flatMap(u -> java.util.stream.Stream.concat(java.util.stream.Stream.of(u), units.children(u.code()).stream().filter(c -> c.kind() == UnitKind.BODY)))
                .filter(u -> u.existsOn(today)).distinct().toList();
    }

    /** Units that could take over from the unit: of the same kind, not below it, still there. */
    public List<Unit> possibleSuccessors(Unit unit) {
        LocalDate today = today();
        List<Unit> near = unit.kind() == UnitKind.CELL || unit.kind() == UnitKind.BODY ? units.children(unit.parent()) : units.ofKind(unit.kind());
        return near.stream().filter(u -> u.kind() == unit.kind() && !u.code().equals(unit.code()) && u.existsOn(today) && u.validTo() == null).toList();
    }

    /** Gives a function for a unit to another performer from a day on; what was mapped ends the day before. */
    @Transactional
    public void assign(Actor actor, String code, Function function, String performerCode, LocalDate from) {
        Unit unit = unit(actor, code);
        Office office = changing(actor, unit);
        Unit performer = units.find(performerCode).filter(p -> possiblePerformers(unit).contains(p))
                .orElseThrow(() -> Refused.field("performer", "register.assign.performer.wrong"));
        if (!function.isOffice()) {
            throw Refused.field("function", "register.assign.function.wrong");
        }
        if (from.isBefore(today())) {
            throw Refused.field("from", "register.assign.from.past", DAY.format(today()));
        }
        record Now(LocalDate from, String performer) { }
        List<Now> mapped = jdbc.sql("select valid_from, performed_by from unit_function where scope_code = ? and function = ? and (valid_to is null or valid_to >= ?) order by valid_from for update")
                .params(code, function.name(), from).query((rs, n) -> new Now(rs.getObject(1, LocalDate.class), rs.getString(2))).list();
        if (mapped.stream().anyMatch(m -> m.from().isAfter(from))) {
            throw Refused.field("from", "register.assign.from.later");
        }
        for (Now m : mapped) {
            if (m.performer().equals(performerCode)) {
                throw Refused.field("performer", "register.assign.performer.same");
            }
            if (m.from().equals(from)) {
                jdbc.sql("delete from unit_function where scope_code = ? and function = ? and valid_from = ?").params(code, function.name(), m.from()).update();
            } else {
                jdbc.sql("update unit_function set valid_to = ? where scope_code = ? and function = ? and valid_from = ?")
                        .params(from.minusDays(1), code, function.name(), m.from()).update();
            }
        }
        jdbc.sql("insert into unit_function(scope_code, function, performed_by, valid_from) values (?, ?, ?, ?)")
                .params(code, function.name(), performer.code(), from).update();
        ledger.entry(actor, "FUNCTION_MAPPED").in(office).on("REGISTER", code).with("function", function).with("performer", performer.code())
                .with("from", from).write();
        forgetCached();
    }

    /**
     * Dissolves a unit whose last day was {@code lastDay}. Cases stay with it; members of a cell go over to the successor; what a body did
     * for others, its successor does from the next day on.
     *
     * @throws Refused for a root, a unit with units below it, a day to come, or a successor that cannot take over
     */
    @Transactional
    public void dissolve(Actor actor, String code, String successorCode, LocalDate lastDay) {
        Unit unit = unit(actor, code);
        Office office = changing(actor, unit);
        if (unit.parent() == null) {
            throw new Refused("register.dissolve.root");
        }
        if (unit.validTo() != null) {
            throw new Refused("register.dissolve.again");
        }
        if (lastDay.isAfter(today()) || lastDay.isBefore(unit.validFrom())) {
            throw Refused.field("lastDay", "register.dissolve.lastDay.wrong", DAY.format(unit.validFrom()), DAY.format(today()));
        }
        if (units.children(code).stream().anyMatch(c -> c.validTo() == null)) {
            throw new Refused("register.dissolve.children");
        }
        Unit successor = possibleSuccessors(unit).stream().filter(u -> u.code().equals(successorCode)).findFirst()
                .orElseThrow(() -> Refused.field("successor", "register.dissolve.successor.wrong"));
        jdbc.sql("update unit set valid_to = ?, successor_code = ? where code = ?").params(lastDay, successor.code(), code).update();
        int moved = jdbc.sql("update member set cell_code = ?, version = version + 1 where cell_code = ?").params(successor.code(), code).update();
        if (unit.kind() == UnitKind.BODY) {
            succeed(code, successor.code(), lastDay);
        }
        ledger.entry(actor, "UNIT_DISSOLVED").in(office).on("REGISTER", code).with("successor", successor.code()).with("lastDay", lastDay)
                .with("members", moved).write();
        forgetCached();
    }

    private void succeed(String body, String successor, LocalDate lastDay) {
        LocalDate next = lastDay.plusDays(1);
        record Held(String scope, String function, LocalDate from) { }
        List<Held> held = jdbc.sql("select scope_code, function, valid_from from unit_function where performed_by = ? and (valid_to is null or valid_to > ?)")
                .params(body, lastDay).query((rs, n) -> new Held(rs.getString(1), rs.getString(2), rs.getObject(3, LocalDate.class))).list();
        for (Held h : held) {
            if (h.from().isAfter(lastDay)) {
                jdbc.sql("update unit_function set performed_by = ? where scope_code = ? and function = ? and valid_from = ?")
                        .params(successor, h.scope(), h.function(), h.from()).update();
            } else {
                jdbc.sql("update unit_function set valid_to = ? where scope_code = ? and function = ? and valid_from = ?")
                        .params(lastDay, h.scope(), h.function(), h.from()).update();
                jdbc.sql("insert into unit_function(scope_code, function, performed_by, valid_from) values (?, ?, ?, ?)")
                        .params(h.scope(), h.function(), successor, next).update();
            }
        }
    }

    private void forgetCached() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                units.changed();
            }
        });
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
