package vn.tusoi.rulebook.drafts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.rulebook.Proposal;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleEffect;
import vn.tusoi.worklist.Refused;

/** Tries a draft on everything that was decided, in rounds past and open, and keeps what would have come out otherwise. Nothing decided is changed. */
@Component
public class EffectDesk {

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Clock clock;
    private final RuleBook rules;
    private final RuleDrafts drafts;
    private final DraftDesk desk;
    private final DraftAccess access;
    private final List<RuleEffect> stages;
    private final Ledger ledger;

    EffectDesk(JdbcClient jdbc, JdbcTemplate batch, Clock clock, RuleBook rules, RuleDrafts drafts, DraftDesk desk, DraftAccess access, List<RuleEffect> stages,
               Ledger ledger) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.clock = clock;
        this.rules = rules;
        this.drafts = drafts;
        this.desk = desk;
        this.access = access;
        this.stages = stages;
        this.ledger = ledger;
    }

    /** @param version of the draft that was tried */
    public record Run(int version, Instant at, String by, long millis) { }

    /** How many came out from one outcome to another; the same where the draft changes nothing for them. */
    public record Count(String area, String was, String wouldBe, int howMany) {

        public boolean isSame() {
            return was.equals(wouldBe);
        }
    }

    /** One thing that would have come out otherwise. {@code member} and {@code name} are null where it is about no single person. */
    public record Line(int no, String area, String round, String ruleSet, String subject, String member, String name, String was, String wouldBe, String wasBecause,
                       String nowBecause) { }

    /** Which lines; null asks for any. */
    public record Question(String area, String was, String wouldBe) { }

    /** Tries the draft as it stands. @throws Refused while anything is wrong with it */
    @Transactional
    public Run run(Actor actor, long id) {
        RuleDraft draft = drafts.lock(id);
        Office office = access.act(actor, draft);
        Proposal proposal = desk.proposal(actor, id);
        if (!proposal.faultless()) {
            throw new Refused("rules.effect.refused.faults", proposal.faults().size());
        }
        long start = System.nanoTime();
        jdbc.sql("delete from rule_effect_line where draft_id = ?").param(id).update();
        jdbc.sql("delete from rule_effect_count where draft_id = ?").param(id).update();
        jdbc.sql("delete from rule_effect where draft_id = ?").param(id).update();
        jdbc.sql("insert into rule_effect(draft_id, version, run_at, run_name, millis) values (?, ?, ?, ?, 0)")
                .params(id, draft.version(), clock.instant().atOffset(ZoneOffset.UTC), actor.displayName()).update();
        Lines lines = new Lines(id);
        rules.trying(proposal, () -> {
            stages.forEach(stage -> stage.compare(proposal.set(), lines.of(stage.area())));
            return null;
        });
        lines.end();
        jdbc.sql("update rule_effect set millis = ? where draft_id = ?").params((System.nanoTime() - start) / 1_000_000, id).update();
        ledger.entry(actor, "DRAFT_TRIED").in(office).on("RULES", draft.subject()).rule(draft.base(), null).with("version", draft.version())
                .with("asked", lines.asked).with("different", lines.number).write();
        return last(id).orElseThrow();
    }

    private final class Lines {

        private final long draft;
        private final Map<List<String>, Integer> counts = new java.util.HashMap<>();
        private final List<Object[]> waiting = new ArrayList<>(BATCH);
        private int number;
        private int asked;

        Lines(long draft) {
            this.draft = draft;
        }

        Consumer<RuleEffect.Compared> of(String area) {
            return c -> {
                asked++;
                counts.merge(List.of(area, c.was(), c.wouldBe()), 1, Integer::sum);
                if (!c.same()) {
                    waiting.add(new Object[] {draft, ++number, area, c.round(), c.ruleSet(), c.subject(), c.member(), c.was(), c.wouldBe(), cut(c.wasBecause()), cut(c.nowBecause())});
                    if (waiting.size() == BATCH) {
                        flush();
                    }
                }
            };
        }

        private String cut(String because) {
            return because.length() > 120 ? because.substring(0, 120) : because;
        }

        private void flush() {
            batch.batchUpdate("""
                    insert into rule_effect_line(draft_id, line_no, area, round_code, rule_set, subject_code, member_code, was, would_be, was_because, now_because)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", waiting);
            waiting.clear();
        }

        void end() {
            flush();
            counts.forEach((key, n) -> jdbc.sql("insert into rule_effect_count(draft_id, area, was, would_be, how_many) values (?, ?, ?, ?, ?)")
                    .params(draft, key.get(0), key.get(1), key.get(2), n).update());
        }
    }

    private Optional<Run> last(long id) {
        return jdbc.sql("select * from rule_effect where draft_id = ?").param(id).query((rs, n) -> new Run(rs.getInt("version"),
                rs.getObject("run_at", OffsetDateTime.class).toInstant(), rs.getString("run_name"), rs.getLong("millis"))).optional();
    }

    /** The newest trial of a draft; empty where it was never tried. */
    @Transactional(readOnly = true)
    public Optional<Run> last(Actor actor, long id) {
        desk.read(actor, id);
        return last(id);
    }

    /** Counts by area, those that change first. */
    @Transactional(readOnly = true)
    public Map<String, List<Count>> counts(Actor actor, long id) {
        desk.read(actor, id);
        Map<String, List<Count>> areas = new TreeMap<>();
        stages.forEach(s -> areas.put(s.area(), new ArrayList<>()));
        jdbc.sql("select * from rule_effect_count where draft_id = ? order by area, case when was = would_be then 1 else 0 end, how_many desc, was, would_be").param(id)
                .query((rs, n) -> new Count(rs.getString("area"), rs.getString("was"), rs.getString("would_be"), rs.getInt("how_many"))).list()
                .forEach(c -> areas.computeIfAbsent(c.area(), a -> new ArrayList<>()).add(c));
        return areas;
    }

    @Transactional(readOnly = true)
    public int count(Actor actor, long id, Question q) {
        desk.read(actor, id);
        return asked("select count(*) from rule_effect_line l", "", id, q).query(Integer.class).single();
    }

    @Transactional(readOnly = true)
    public List<Line> lines(Actor actor, long id, Question q, int limit, int offset) {
        desk.read(actor, id);
        return asked("select l.*, m.full_name from rule_effect_line l left join member m on m.code = l.member_code", " order by l.line_no limit :limit offset :offset", id, q)
                .param("limit", limit).param("offset", offset).query(EffectDesk::map).list();
    }

    /** All lines, a batch at a time; that they were taken away is recorded. */
    @Transactional
    public void export(Actor actor, long id, Question q, Consumer<Line> each) {
        RuleDraft draft = desk.read(actor, id);
        Office office = access.look(actor, draft);
        int told = 0;
        for (List<Line> some = lines(actor, id, q, BATCH, 0); !some.isEmpty(); some = lines(actor, id, q, BATCH, told)) {
            some.forEach(each);
            told += some.size();
        }
        ledger.entry(actor, "DRAFT_EFFECT_EXPORTED").in(office).on("RULES", draft.subject()).rule(draft.base(), null).with("lines", told).write();
    }

    private JdbcClient.StatementSpec asked(String select, String order, long id, Question q) {
        return jdbc.sql(select + " where l.draft_id = :id" + (q.area() == null ? "" : " and l.area = :area") + (q.was() == null ? "" : " and l.was = :was")
                + (q.wouldBe() == null ? "" : " and l.would_be = :wouldBe") + order)
                .param("id", id).param("area", q.area()).param("was", q.was()).param("wouldBe", q.wouldBe());
    }

    private static Line map(ResultSet rs, int row) throws SQLException {
        return new Line(rs.getInt("line_no"), rs.getString("area"), rs.getString("round_code"), rs.getString("rule_set"), rs.getString("subject_code"),
                rs.getString("member_code"), rs.getString("full_name"), rs.getString("was"), rs.getString("would_be"), rs.getString("was_because"),
                rs.getString("now_because"));
    }
}
