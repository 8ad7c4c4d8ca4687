package vn.tusoi.briefings;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
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
import vn.tusoi.worklist.PlainText;
import vn.tusoi.worklist.Refused;

/**
 * Briefings: an organisation board publishes a text to units of its realm and reminds; cell secretaries record their session; members confirm, each for
 * themselves, that they read it. A session that was recorded can be recorded again until the board's day: the record keeps both acts.
 */
@Component
public class BriefingDesk {

    private static final Set<Function> WATCHING = Set.of(Function.ORGANISATION_BOARD, Function.GRASSROOTS_COMMITTEE, Function.AUDITOR);
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final String KIND = "BRIEFING";

    private final JdbcClient jdbc;
    private final JdbcTemplate rows;
    private final Briefings briefings;
    private final Units units;
    private final Members members;
    private final Ledger ledger;
    private final Clock clock;

    BriefingDesk(JdbcClient jdbc, JdbcTemplate rows, Briefings briefings, Units units, Members members, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.briefings = briefings;
        this.units = units;
        this.members = members;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * What a board publishes.
     *
     * @param place      where the text can be read
     * @param fileDigest SHA-256 of its file; null or empty: none
     * @param to         codes of units of the board's realm; empty: all of it
     */
    public record Text(String title, String textNo, LocalDate textDate, String place, String fileDigest, LocalDate due, List<String> to) { }

    /** What a secretary records of the session. @param people attendance by member code; whoever is not named is recorded as absent */
    public record Held(LocalDate on, String place, String note, Map<String, Attendance> people) { }

    /** The office in which somebody publishes. @throws Denied.Forbidden for everybody without an organisation board's office */
    public Office publishing(Actor actor) {
        return actor.offices().stream().filter(o -> o.function() == Function.ORGANISATION_BOARD).findFirst()
                .orElseThrow(() -> new Denied.Forbidden("briefings.denied.publish"));
    }

    /** The realm an office publishes to. */
    public Unit realm(Office office) {
        return office.unit().kind() == UnitKind.BODY ? units.get(office.unit().parent()) : office.unit();
    }

    /** The parts of a realm that can be chosen. */
    public List<Unit> parts(Office office) {
        LocalDate today = LocalDate.now(clock);
        return units.children(realm(office).code()).stream().filter(u -> u.kind() != UnitKind.BODY && u.existsOn(today)).toList();
    }

    /**
     * Publishes a text to every cell below the units that are named.
     *
     * @throws Denied.Forbidden for everybody but an organisation board
     * @throws Refused          where something is missing, the day is past, or a unit is not in the realm
     */
    @Transactional
    public Briefing publish(Actor actor, Text typed) {
        Office office = publishing(actor);
        Unit realm = realm(office);
        LocalDate today = LocalDate.now(clock);
        String title = required("title", typed.title(), 300);
        String number = required("textNo", typed.textNo(), 60);
        String place = required("place", typed.place(), 300);
        String digest = typed.fileDigest() == null ? "" : typed.fileDigest().replaceAll("\\s", "").toLowerCase(java.util.Locale.ROOT);
        if (typed.textDate() == null) {
            throw Refused.field("textDate", "error.required");
        }
        if (typed.textDate().isAfter(today)) {
            throw Refused.field("textDate", "briefings.wrong.future");
        }
        if (!digest.isEmpty() && !DIGEST.matcher(digest).matches()) {
            throw Refused.field("fileDigest", "briefings.wrong.digest");
        }
        if (typed.due() == null) {
            throw Refused.field("due", "error.required");
        }
        if (typed.due().isBefore(today)) {
            throw Refused.field("due", "briefings.wrong.past");
        }
        List<Unit> parts = typed.to() == null || typed.to().isEmpty() ? List.of(realm)
                : typed.to().stream().map(code -> units.find(code).filter(u -> u.path().startsWith(realm.path())).orElseThrow(() -> Refused.field("to", "briefings.wrong.unit"))).toList();
        List<String> cells = parts.stream().flatMap(p -> cells(p, today).stream()).distinct().toList();
        if (cells.isEmpty()) {
            throw Refused.field("to", "briefings.wrong.noCell");
        }
        jdbc.sql("select code from unit where code = ? for update").param(realm.code()).query(String.class).single();
        int no = 1 + jdbc.sql("select count(*) from briefing where owner_code = ?").param(realm.code()).query(Integer.class).single();
        String code = realm.code() + "-VB" + no;
        jdbc.sql("""
                        insert into briefing(code, owner_code, title, text_no, text_date, place, file_digest, due_on, published_at, published_by, published_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(code, realm.code(), title, number, typed.textDate(), place, digest.isEmpty() ? null : digest, typed.due(), now(), actor.username(), actor.displayName())
                .update();
        rows.batchUpdate("insert into briefing_cell(briefing_code, cell_code) values (?, ?)", cells.stream().map(c -> new Object[] {code, c}).toList());
        ledger.entry(actor, "BRIEFING_PUBLISHED").in(office).on(KIND, code).with("textNo", number).with("due", typed.due()).with("cells", cells.size()).write();
        return briefings.find(code).orElseThrow();
    }

    private List<String> cells(Unit part, LocalDate today) {
        return jdbc.sql("select code from unit where kind = 'CELL' and path like ? and valid_from <= ? and (valid_to is null or valid_to >= ?) order by path")
                .params(part.path() + "%", today, today).query(String.class).list();
    }

    private static String required(String field, String typed, int longest) {
        String text = PlainText.line(typed);
        if (text.isEmpty()) {
            throw Refused.field(field, "error.required");
        }
        if (text.length() > longest) {
            throw Refused.field(field, "briefings.wrong.tooLong", text.length(), longest);
        }
        return text;
    }

    /** How somebody stands to a briefing. @param watching the office in which they see the progress, null for none; {@code from} the unit from which they see it */
    public record Standing(Briefing briefing, Office watching, Unit from, List<String> ownCells, String memberCell) {

        /** Whether this person may remind: the board that published it. */
        public boolean reminds() {
            return watching != null && watching.function() == Function.ORGANISATION_BOARD && from.code().equals(briefing.owner());
        }
    }

    /**
     * What somebody has to do with a briefing.
     *
     * @throws Denied.Hidden where it does not reach anything of theirs
     */
    @Transactional(readOnly = true)
    public Standing look(Actor actor, String code) {
        Briefing b = briefings.find(code).orElseThrow(() -> new Denied.Hidden(code));
        Unit owner = units.get(b.owner());
        Office watching = null;
        Unit from = null;
        for (Office office : actor.offices()) {
            if (watching == null && WATCHING.contains(office.function())) {
                Unit realm = realm(office);
                boolean above = owner.path().startsWith(realm.path());
                if (above || realm.path().startsWith(owner.path()) && briefings.whole(code, realm).cells() > 0) {
                    watching = office;
                    from = above ? owner : realm;
                }
            }
        }
        List<String> own = ownCells(actor).filter(cell -> briefings.reaches(code, cell)).toList();
        String memberCell = memberCell(actor).filter(cell -> briefings.reaches(code, cell)).orElse(null);
        if (watching == null && own.isEmpty() && memberCell == null) {
            throw new Denied.Hidden(code);
        }
        return new Standing(b, watching, from, own, memberCell);
    }

    private Optional<String> memberCell(Actor actor) {
        return actor.memberCode() == null ? Optional.empty() : members.find(actor.memberCode()).map(m -> m.cell());
    }

    /** Cells of which this person holds the secretary's office. */
    private Stream<String> ownCells(Actor actor) {
        return actor.offices().stream().filter(o -> o.function() == Function.CELL_SECRETARY).map(o -> o.unit().code()).distinct();
    }

    /** A briefing for what the house does by itself. @throws java.util.NoSuchElementException where there is none */
    public Briefing named(String code) {
        return briefings.find(code).orElseThrow();
    }

    /** The parts of a unit, how far each is. @throws Denied.Hidden outside of what this person sees; Denied.Forbidden for members and secretaries */
    @Transactional(readOnly = true)
    public List<Progress> progress(Actor actor, String code, Unit unit) {
        Standing standing = watched(actor, code);
        if (!unit.path().startsWith(standing.from().path())) {
            throw new Denied.Hidden(unit.code());
        }
        return briefings.progress(code, unit);
    }

    @Transactional(readOnly = true)
    public Progress whole(Actor actor, String code, Unit unit) {
        Standing standing = watched(actor, code);
        if (!unit.path().startsWith(standing.from().path())) {
            throw new Denied.Hidden(unit.code());
        }
        return briefings.whole(code, unit);
    }

    private Standing watched(Actor actor, String code) {
        Standing standing = look(actor, code);
        if (standing.watching() == null) {
            throw new Denied.Forbidden("briefings.denied.progress");
        }
        return standing;
    }

    /** All briefings this person has an eye on by office, the newest first. */
    @Transactional(readOnly = true)
    public List<Briefing> watched(Actor actor) {
        Map<String, Briefing> found = new LinkedHashMap<>();
        actor.offices().stream().filter(o -> WATCHING.contains(o.function())).forEach(o -> {
            Unit realm = realm(o);
            briefings.reaching(realm.path()).forEach(b -> found.put(b.code(), b));
        });
        return new ArrayList<>(found.values());
    }

    /**
     * The session of a cell, person by person: for its secretary and for those who watch it.
     *
     * @throws Denied.Hidden    of another unit's cell
     * @throws Denied.Forbidden for a member of the cell without the office
     */
    @Transactional(readOnly = true)
    public Session session(Actor actor, String code, String cell) {
        Standing standing = look(actor, code);
        Unit unit = units.find(cell).orElseThrow(() -> new Denied.Hidden(cell));
        boolean watched = standing.watching() != null && unit.path().startsWith(standing.from().path());
        if (!briefings.reaches(code, cell)) {
            throw new Denied.Hidden(cell);
        }
        if (!watched && !standing.ownCells().contains(cell)) {
            throw cell.equals(standing.memberCell()) ? new Denied.Forbidden("briefings.denied.session") : new Denied.Hidden(cell);
        }
        return briefings.session(code, cell);
    }

    /** Whether this person may record the cell's session. */
    public boolean records(Actor actor, String cell) {
        return actor.office(Function.CELL_SECRETARY, cell).isPresent();
    }

    /**
     * Records the session of a cell; recording it again replaces what was recorded.
     *
     * @throws Denied  as {@link #session}; Forbidden also for those who only watch
     * @throws Refused where the day is missing, in the future or before the text was published, or what was recorded has been deleted at the end of its period
     */
    @Transactional
    public void record(Actor actor, String code, String cell, Held held) {
        session(actor, code, cell);
        Office office = actor.office(Function.CELL_SECRETARY, cell).orElseThrow(() -> new Denied.Forbidden("briefings.denied.record"));
        Briefing b = briefings.find(code).orElseThrow();
        if (held.on() == null) {
            throw Refused.field("on", "error.required");
        }
        if (held.on().isAfter(LocalDate.now(clock))) {
            throw Refused.field("on", "briefings.wrong.future");
        }
        if (held.on().isBefore(b.textDate())) {
            throw Refused.field("on", "briefings.wrong.beforeText");
        }
        String place = required("place", held.place(), 200);
        String note = PlainText.tidy(held.note());
        if (note.length() > 2000) {
            throw Refused.field("note", "briefings.wrong.tooLong", note.length(), 2000);
        }
        jdbc.sql("select cell_code from briefing_cell where briefing_code = ? and cell_code = ? for update").params(code, cell).query(String.class).single();
        Session before = briefings.session(code, cell);
        if (before.deleted()) {
            throw new Refused("briefings.wrong.deleted");
        }
        Map<String, Attendance> people = before.people().stream().collect(Collectors.toMap(Session.Person::memberCode,
                p -> held.people().getOrDefault(p.memberCode(), Attendance.ABSENT), (a, c) -> a, LinkedHashMap::new));
        // a roll that is being deleted at this very moment stays, and its keys refuse a second one
        jdbc.sql("delete from briefing_attendance where briefing_code = ? and cell_code = ? and content_digests is null").params(code, cell).update();
        rows.batchUpdate("insert into briefing_attendance(briefing_code, cell_code, member_code, attendance) values (?, ?, ?, ?)",
                people.entrySet().stream().map(e -> new Object[] {code, cell, e.getKey(), e.getValue().name()}).toList());
        long attended = people.values().stream().filter(a -> a == Attendance.ATTENDED).count();
        long excused = people.values().stream().filter(a -> a == Attendance.EXCUSED).count();
        jdbc.sql("update briefing_cell set held_on = ?, place = ?, note = ?, recorded_at = ?, recorded_by = ?, recorded_name = ?, attended = ?, excused = ? "
                        + "where briefing_code = ? and cell_code = ?")
                .params(held.on(), place, note.isEmpty() ? null : note, now(), actor.username(), actor.displayName(), attended, excused, code, cell).update();
        ledger.entry(actor, before.held() ? "BRIEFING_HELD_CHANGED" : "BRIEFING_HELD").in(office).on(KIND, code + "/" + cell).with("on", held.on())
                .with("attended", attended).with("excused", excused).with("people", people.size()).write();
    }

    /**
     * Lets sessions that were recorded before they kept their numbers keep them, so that they outlive the roll; the transaction and the entry are the caller's.
     *
     * @return how many sessions were counted, at most {@code most}; 0 when none is left
     */
    public int keepNumbers(String code, int most) {
        return briefings.keepNumbers(code, most);
    }

    /** A member confirms, for themselves, that they read the text; a second time changes nothing. @throws Denied.Hidden for whom it does not reach */
    @Transactional
    public void confirm(Actor actor, String code) {
        Standing standing = look(actor, code);
        if (standing.memberCell() == null) {
            throw new Denied.Forbidden("briefings.denied.confirm");
        }
        jdbc.sql("select code from member where code = ? for update").param(actor.memberCode()).query(String.class).single();
        if (jdbc.sql("select count(*) from briefing_reading where briefing_code = ? and member_code = ?").params(code, actor.memberCode()).query(Integer.class).single() > 0) {
            return;
        }
        jdbc.sql("insert into briefing_reading(briefing_code, member_code, cell_code, confirmed_at) values (?, ?, ?, ?)")
                .params(code, actor.memberCode(), standing.memberCell(), now()).update();
        ledger.entry(actor, "BRIEFING_READ").on(KIND, code + "/" + standing.memberCell()).write();
    }

    /**
     * Reminds every cell and member that is not done: the reminder stands on their page of work until they are.
     *
     * @throws Denied.Forbidden for everybody but the board that published it
     */
    @Transactional
    public void remind(Actor actor, String code) {
        Standing standing = look(actor, code);
        if (!standing.reminds()) {
            throw new Denied.Forbidden("briefings.denied.remind");
        }
        Progress whole = briefings.whole(code, standing.from());
        jdbc.sql("update briefing set reminded_at = ?, reminded_name = ? where code = ?").params(now(), actor.displayName(), code).update();
        ledger.entry(actor, "BRIEFING_REMINDED").in(standing.watching()).on(KIND, code).with("cells", whole.cells() - whole.held()).with("members", whole.members() - whole.read()).write();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
