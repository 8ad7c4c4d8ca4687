package vn.tusoi.documents;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.assessment.Level;
import vn.tusoi.register.Units;
import vn.tusoi.rounds.Rounds;

/** What the cells of a commune, or one cell, propose in a round, person by person: for the level that decides. */
@Component
class ProposalPapers implements PaperSource {

    private final JdbcClient jdbc;
    private final Rounds rounds;
    private final Units units;
    private final Clock clock;

    ProposalPapers(JdbcClient jdbc, Rounds rounds, Units units, Clock clock) {
        this.jdbc = jdbc;
        this.rounds = rounds;
        this.units = units;
        this.clock = clock;
    }

    @Override
    public Set<PaperKind> kinds() {
        return EnumSet.of(PaperKind.RATING_PROPOSALS);
    }

    @Override
    public Optional<PaperContent> find(PaperKind kind, String subject, int part) {
        String[] codes = subject.split("/");
        List<Proposal> rows = codes.length == 2 ? rows(codes[0], codes[1]) : List.of();
        return rows.isEmpty() ? Optional.empty() : rounds.find(codes[0]).map(round -> {
            Map<String, Object> model = new HashMap<>();
            model.put("round", round);
            model.put("rows", rows);
            model.put("levels", Level.ALL);
            model.put("proposals", count(rows, Proposal::proposed));
            model.put("decisions", count(rows, Proposal::decided));
            model.put("commune", units.get(codes[1]));
            model.put("dated", LocalDate.now(clock));
            Facts facts = Facts.of(kind).with("round", codes[0]).with("unit", codes[1])
                    .with("rows", rows.stream().map(r -> r.caseCode() + " " + r.points() + " " + r.votes() + " " + r.valid() + " " + r.proposed() + " " + r.decided()).toList());
            return new PaperContent(kind, "ROUND", subject, 0, codes[1], facts.digest(), null, model);
        });
    }

    private static Map<Level, Long> count(List<Proposal> rows, java.util.function.Function<Proposal, Level> level) {
        Map<Level, Long> counted = new EnumMap<>(Level.class);
        Level.ALL.forEach(l -> counted.put(l, rows.stream().filter(r -> level.apply(r) == l).count()));
        return counted;
    }

    /** All cases of the commune, or of the cell, that were not ended before a rating, by cell and then by name the Vietnamese way. */
    List<Proposal> rows(String round, String unit) {
        return jdbc.sql("""
                        select c.code, m.full_name, m.birth_date, m.party_post, u.name as cell_name, r.general_points + r.task_points as points,
                               g.votes_xs, g.votes_t, g.votes_ht, g.votes_kht, g.valid, g.proposed, d.level
                        from vetting_case c
                        join member m on m.code = c.member_code
                        join unit u on u.code = c.cell_code
                        left join self_review r on r.case_code = c.code and r.version_no = (select max(o.version_no) from self_review o where o.case_code = c.code)
                        left join cell_meeting g on g.case_code = c.code
                             and g.meeting_no = (select max(o.meeting_no) from cell_meeting o where o.case_code = c.code and o.state = 'HELD')
                        left join rating_decision d on d.case_code = c.code and d.current_one = true and d.level is not null
                        where c.round_code = ? and (c.unit_code = ? or c.cell_code = ?) and (c.outcome is null or d.level is not null)
                        order by u.code, m.sort_key, c.code""")
                .params(round, unit, unit).query((rs, n) -> {
                    Integer valid = rs.getObject("valid", Integer.class);
                    Map<Level, Integer> votes = new EnumMap<>(Level.class);
                    if (valid != null) {
                        Level.ALL.forEach(l -> votes.put(l, number(rs, "votes_" + l.name().toLowerCase(java.util.Locale.ROOT))));
                    }
                    return new Proposal(rs.getString("code"), rs.getString("full_name"), rs.getObject("birth_date", LocalDate.class).getYear(), rs.getString("party_post"),
                            rs.getString("cell_name"), rs.getObject("points", Integer.class), votes, valid, level(rs.getString("proposed")), level(rs.getString("level")));
                }).list();
    }

    private static int number(java.sql.ResultSet rs, String column) {
        try {
            return rs.getInt(column);
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Level level(String code) {
        return code == null ? null : Level.valueOf(code);
    }
}
