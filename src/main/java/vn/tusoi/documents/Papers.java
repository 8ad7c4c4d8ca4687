package vn.tusoi.documents;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;
import vn.tusoi.retention.DeletedContent;

/**
 * Prints papers and knows them again. What is printed gets a check code, the same for every copy; each printing is entered in the record of its subject. The
 * desk that calls has decided who may print what.
 */
@Component
public class Papers {

    private final JdbcClient jdbc;
    private final Press press;
    private final Ledger ledger;
    private final Units units;
    private final Clock clock;
    private final DeletedContent deleted;
    private final Map<PaperKind, PaperSource> sources = new EnumMap<>(PaperKind.class);

    Papers(JdbcClient jdbc, Press press, Ledger ledger, Units units, Clock clock, DeletedContent deleted, List<PaperSource> sources) {
        this.jdbc = jdbc;
        this.press = press;
        this.ledger = ledger;
        this.units = units;
        this.clock = clock;
        this.deleted = deleted;
        sources.forEach(source -> source.kinds().forEach(kind -> this.sources.put(kind, source)));
    }

    /** A printed paper; {@code code} is its check code in fours. */
    public record Printed(PaperKind kind, String code, byte[] pdf) { }

    /** What can be printed of a subject now, the newest of each kind. */
    public Optional<PaperContent> find(PaperKind kind, String subject, int part) {
        return sources.get(kind).find(kind, subject, part);
    }

    /**
     * Prints what is kept now.
     *
     * @param office in which office it is printed; null for the member
     * @param part   which of several; 0: the newest
     * @return empty where there is nothing to print
     */
    @Transactional(propagation = Propagation.REQUIRED)
    public Optional<Printed> print(Actor actor, Office office, PaperKind kind, String subject, int part) {
        return find(kind, subject, part).map(content -> print(actor, office, content));
    }

    private Printed print(Actor actor, Office office, PaperContent content) {
        String code = code(actor, content);
        ledger.entry(actor, "PAPER_PRINTED").in(office).on(content.subjectKind(), content.recordCode()).outcome("PAPER_" + content.kind()).with("check", code)
                .with("digest", content.digest()).with("part", content.part()).write();
        Map<String, Object> model = new HashMap<>(content.model());
        List<Unit> line = units.lineage(content.unit());
        Unit unit = units.get(content.unit());
        model.put("issuer", unit);
        model.put("over", line.stream().filter(u -> u.kind() != UnitKind.BODY && !u.code().equals(unit.code())).findFirst().orElse(null));
        model.put("code", CheckCode.grouped(code));
        model.put("digest", content.digest());
        model.put("digestShort", groups(content.digest()));
        model.put("printedOn", LocalDate.now(clock));
        model.put("kind", content.kind().name());
        model.put("zone", clock.getZone());
        Locale locale = LocaleContextHolder.getLocale();
        return new Printed(content.kind(), CheckCode.grouped(code), press.print(content.kind(), model, locale));
    }

    private String code(Actor actor, PaperContent c) {
        return jdbc.sql("select check_code from paper where subject_code = ? and kind = ? and part_no = ? and digest = ?")
                .params(c.subject(), c.kind().name(), c.part(), c.digest()).query(String.class).optional().orElseGet(() -> {
                    String fresh = CheckCode.fresh();
                    jdbc.sql("insert into paper(subject_code, check_code, kind, subject_kind, part_no, unit_code, digest, since, printed_at, printed_by) "
                                    + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                            .params(c.subject(), fresh, c.kind().name(), c.subjectKind(), c.part(), c.unit(), c.digest(),
                                    c.since() == null ? null : c.since().atOffset(ZoneOffset.UTC), clock.instant().atOffset(ZoneOffset.UTC), actor.username()).update();
                    return fresh;
                });
    }

    /** The first sixteen signs of a digest in fours, as people compare them. */
    static String groups(String digest) {
        return digest.substring(0, 16).replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** How a paper stands to what is kept now. */
    public enum Standing {
        /** What is kept is what was printed. */
        FITS,
        /** What was printed is kept, and something newer has taken its place. */
        OLDER,
        /** Texts on it were deleted at the end of their period, so that it can no longer be compared with what is kept. */
        DELETED,
        /** What is kept there now is something else. */
        DIFFERS
    }

    /** Which deletion took the texts of a paper. @param sealed whether the digest on the paper is the one that the version was sealed with, which is kept */
    public record Gone(DeletedContent.Gone deletion, boolean sealed) { }

    /**
     * A paper as the check shows it: nothing of anybody, and nothing of what is written.
     *
     * @param since when what was printed came to stand, null where that is not kept
     * @param gone  what took its texts, null where it does not stand {@link Standing#DELETED}
     */
    public record Checked(PaperKind kind, String code, String subjectKind, String subject, int part, String unit, String digest, Instant since, Instant firstPrinted,
                          Standing standing, Gone gone) {

        public String digestShort() {
            return groups(digest);
        }
    }

    /** Looks a paper up by the code somebody typed; the look-up is entered. Empty where no paper has the code. */
    @Transactional
    public Optional<Checked> check(Actor actor, String typed) {
        String code = CheckCode.read(typed);
        Optional<Checked> found = code == null ? Optional.empty() : jdbc.sql("select * from paper where check_code = ?").param(code).query((rs, n) -> {
            PaperKind kind = PaperKind.valueOf(rs.getString("kind"));
            OffsetDateTime since = rs.getObject("since", OffsetDateTime.class);
            return new Checked(kind, CheckCode.grouped(code), rs.getString("subject_kind"), rs.getString("subject_code"), rs.getInt("part_no"), rs.getString("unit_code"),
                    rs.getString("digest"), since == null ? null : since.toInstant(), rs.getObject("printed_at", OffsetDateTime.class).toInstant(), null, null);
        }).optional();
        ledger.entry(actor, "PAPER_CHECKED").on("ACCESS", actor.username()).outcome(found.isPresent() ? "FOUND" : "NOT_FOUND").with("check", code).write();
        return found.map(this::stood);
    }

    private Checked stood(Checked p) {
        Standing standing = standing(p);
        Gone gone = standing == Standing.DIFFERS ? gone(p) : null;
        return new Checked(p.kind(), p.code(), p.subjectKind(), p.subject(), p.part(), p.unit(), p.digest(), p.since(), p.firstPrinted(), gone == null ? standing : Standing.DELETED, gone);
    }

    private Standing standing(Checked p) {
        Optional<PaperContent> now = find(p.kind(), p.subject(), p.part());
        if (now.isEmpty() || !now.get().digest().equals(p.digest())) {
            return Standing.DIFFERS;
        }
        return find(p.kind(), p.subject(), 0).filter(newest -> newest.part() > p.part()).isPresent() ? Standing.OLDER : Standing.FITS;
    }

    /** The first deletion of its texts after it was printed: what was printed later was printed without them. */
    private Gone gone(Checked p) {
        if (p.kind().content() == null) {
            return null;
        }
        return sources.get(p.kind()).cases(p.subject()).stream().flatMap(c -> deleted.of(c).stream()).filter(g -> g.kind().equals(p.kind().content().name()) && g.at().isAfter(p.firstPrinted())).findFirst()
                .map(g -> new Gone(g, sources.get(p.kind()).sealed(p.kind(), p.subject(), p.part()).filter(p.digest()::equals).isPresent())).orElse(null);
    }
}
