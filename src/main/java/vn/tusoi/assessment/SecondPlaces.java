package vn.tusoi.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.register.Units;
import vn.tusoi.review.FormKind;
import vn.tusoi.rulebook.RuleSet;

/**
 * Where a leader is reviewed beside the cell: in each unit in which a leading post is held, as far as the rule set asks for more than one place. Who leads nothing
 * but the cell is reviewed there only.
 */
@Component
public class SecondPlaces {

    private static final String PLACES = "review.leaderPlaces";

    /** What the leadership of a unit made of the person. */
    public record Place(int no, String unit, String unitName, LocalDate on, String place, String chair, int summoned, int present, int needed, String remarks, String answer,
                        Level opinion, String recordedName) { }

    private final JdbcClient jdbc;
    private final Units units;
    private final Clock clock;

    SecondPlaces(JdbcClient jdbc, Units units, Clock clock) {
        this.jdbc = jdbc;
        this.units = units;
        this.clock = clock;
    }

    /** The unit whose review is still missing; empty for most people. */
    public Optional<String> missing(VettingCase c, RuleSet set) {
        if (set.number(PLACES) < 2) {
            return Optional.empty();
        }
        record Held(String unit, String post) { }
        List<String> leading = Arrays.asList(set.text("review.leadingPosts").split(";"));
        LocalDate today = LocalDate.now(clock);
        return jdbc.sql("""
                        select p.unit_code, p.post from member_post p where p.member_code = ? and p.unit_code <> ? and p.valid_from <= ? and (p.valid_to is null or p.valid_to >= ?)
                          and not exists (select 1 from second_place s where s.case_code = ? and s.unit_code = p.unit_code) order by p.unit_code""")
                .params(c.member(), c.cell(), today, today, c.code()).query((rs, n) -> new Held(rs.getString(1), rs.getString(2))).list().stream()
                .filter(h -> FormKind.leads(h.post(), leading)).map(Held::unit).findFirst();
    }

    /** Every place that is in. */
    public List<Place> of(String caseCode) {
        return jdbc.sql("select * from second_place where case_code = ? order by place_no").param(caseCode)
                .query((rs, n) -> new Place(rs.getInt("place_no"), rs.getString("unit_code"), units.get(rs.getString("unit_code")).name(), rs.getObject("held_on", LocalDate.class),
                        rs.getString("place"), rs.getString("chair"), rs.getInt("summoned"), rs.getInt("present"), rs.getInt("quorum_needed"), rs.getString("remarks"),
                        rs.getString("answer"), Level.valueOf(rs.getString("opinion")), rs.getString("recorded_name"))).list();
    }
}
