package vn.tusoi.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.assessment.Assessment.Answer;
import vn.tusoi.assessment.Assessment.AnswerKind;
import vn.tusoi.assessment.Assessment.Decision;
import vn.tusoi.assessment.Assessment.Meeting;
import vn.tusoi.assessment.Assessment.MeetingState;
import vn.tusoi.assessment.Assessment.Outcome;
import vn.tusoi.assessment.Assessment.Remark;
import vn.tusoi.assessment.Assessment.Residence;
import vn.tusoi.assessment.Assessment.ResidenceDuty;

/** Reads assessments. */
@Component
public class Assessments {

    private final JdbcClient jdbc;

    Assessments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty where no meeting was called yet. */
    public Optional<Assessment> find(String caseCode) {
        List<Meeting> meetings = meetings(caseCode);
        return meetings.isEmpty() ? Optional.empty()
                : Optional.of(new Assessment(caseCode, meetings, residence(caseCode).orElse(null), decisions(caseCode)));
    }

    /** The level that stands, without the rest. */
    public Optional<Level> level(String caseCode) {
        return jdbc.sql("select level from rating_decision where case_code = ? and current_one = true and level is not null").param(caseCode)
                .query((rs, n) -> Level.valueOf(rs.getString(1))).optional();
    }

    /** The level that stands and when it was decided. */
    public record Rated(Level level, Instant at) { }

    /** As {@link #level}, with the moment of the decision. */
    public Optional<Rated> rated(String caseCode) {
        return jdbc.sql("select level, decided_at from rating_decision where case_code = ? and current_one = true and level is not null").param(caseCode)
                .query((rs, n) -> new Rated(Level.valueOf(rs.getString(1)), rs.getObject(2, OffsetDateTime.class).toInstant())).optional();
    }

    /** Where and when the cell meets next, or met last. */
    public record Convened(String place, LocalDate on) { }

    /** The meeting that was called last, without what was said in it. */
    public Optional<Convened> convened(String caseCode) {
        return jdbc.sql("select place, planned_on from cell_meeting where case_code = ? order by meeting_no desc limit 1").param(caseCode)
                .query((rs, n) -> new Convened(rs.getString(1), rs.getObject(2, LocalDate.class))).optional();
    }

    /**
     * What the cell took down last about a meeting in the same round: one meeting may review several members.
     *
     * @param heldOn null where it is only called; then so are the others after it
     */
    public record Together(LocalDate plannedOn, String at, String place, String agenda, LocalDate heldOn, String chair, String chairCode, RollCall roll) { }

    /** The meeting that was called last for another member of the cell. */
    public Optional<Together> calledLast(String round, String cell, String without) {
        return together("c.round_code = ? and c.cell_code = ? and c.code <> ? order by k.prepared_at desc limit 1", round, cell, without);
    }

    /** The meeting that was recorded last, with a quorum, of those called for that day. */
    public Optional<Together> heldLast(String round, String cell, String without, LocalDate plannedOn) {
        return together("c.round_code = ? and c.cell_code = ? and c.code <> ? and k.planned_on = ? and k.state = 'HELD' order by k.recorded_at desc limit 1", round, cell,
                without, plannedOn);
    }

    private Optional<Together> together(String where, Object... params) {
        return jdbc.sql("select k.* from cell_meeting k join vetting_case c on c.code = k.case_code where " + where).params(params)
                .query((rs, n) -> new Together(rs.getObject("planned_on", LocalDate.class), rs.getString("planned_at"), rs.getString("place"), rs.getString("agenda"),
                        rs.getObject("held_on", LocalDate.class), rs.getString("chair"), rs.getString("chair_code"),
                        RollCall.read(rs.getString("roll")))).optional();
    }

    /** A second count of the slips that stands against the first. */
    record SecondCount(int meeting, int no, Votes votes, String by, Instant at) { }

    /** The second count of the meeting that was called last; empty while nobody counted, or after both had to count again. */
    Optional<SecondCount> secondCount(String caseCode) {
        return jdbc.sql("""
                        select * from slip_count where case_code = ? and state = 'ENTERED'
                          and meeting_no = (select max(meeting_no) from cell_meeting m where m.case_code = slip_count.case_code)""").param(caseCode)
                .query((rs, n) -> new SecondCount(rs.getInt("meeting_no"), rs.getInt("count_no"), new Votes(rs.getInt("issued"), rs.getInt("collected"), rs.getInt("missing"),
                        rs.getInt("valid"), rs.getInt("invalid"), rs.getInt("votes_xs"), rs.getInt("votes_t"), rs.getInt("votes_ht"), rs.getInt("votes_kht")),
                        rs.getString("counted_name"), rs.getObject("counted_at", OffsetDateTime.class).toInstant())).optional();
    }

    /** Who counted the slips again and when, without a figure. */
    public record CountedAgain(String by, Instant at) { }

    /** As {@link CountedAgain}, for the meeting that was called last. */
    public Optional<CountedAgain> countedAgain(String caseCode) {
        return secondCount(caseCode).map(c -> new CountedAgain(c.by(), c.at()));
    }

    /** What the last meeting with a quorum proposed. */
    Optional<Level> proposed(String caseCode) {
        return jdbc.sql("select proposed from cell_meeting where case_code = ? and state = 'HELD' order by meeting_no desc limit 1").param(caseCode)
                .query((rs, n) -> Level.valueOf(rs.getString(1))).optional();
    }

    /** Levels that stand in a commune in a round, one case left out. */
    public Map<Level, Integer> levels(String roundCode, String unitCode, String without) {
        return jdbc.sql("""
                        select d.level, count(*) from rating_decision d join vetting_case c on c.code = d.case_code
                        where c.round_code = ? and c.unit_code = ? and d.current_one = true and d.level is not null and c.code <> ? group by d.level""")
                .params(roundCode, unitCode, without)
                .query((rs, n) -> Map.entry(Level.valueOf(rs.getString(1)), rs.getInt(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** As {@link #levels}, among those whose self-review has the same form: people with similar duties. */
    public Map<Level, Integer> levelsOfGroup(String roundCode, String unitCode, String without) {
        return jdbc.sql("""
                        select d.level, count(*) from rating_decision d join vetting_case c on c.code = d.case_code
                        where c.round_code = :round and c.unit_code = :unit and d.current_one = true and d.level is not null and c.code <> :without
                          and exists (select 1 from self_review mine join self_review other on other.form_kind = mine.form_kind
                                      where mine.case_code = :without and other.case_code = c.code
                                        and mine.version_no = (select max(v.version_no) from self_review v where v.case_code = mine.case_code)
                                        and other.version_no = (select max(w.version_no) from self_review w where w.case_code = other.case_code))
                        group by d.level""")
                .param("round", roundCode).param("unit", unitCode).param("without", without)
                .query((rs, n) -> Map.entry(Level.valueOf(rs.getString(1)), rs.getInt(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What the Front or people said. */
    public record Feedback(String source, String from, String documentNo, LocalDate receivedOn, String text, String recordedName) { }

    /** Everything that came in on the person, in order. */
    public List<Feedback> feedback(String caseCode) {
        return jdbc.sql("select * from assessment_feedback where case_code = ? order by feedback_no").param(caseCode)
                .query((rs, n) -> new Feedback(rs.getString("source"), rs.getString("from_whom"), rs.getString("document_no"), rs.getObject("received_on", LocalDate.class),
                        rs.getString("body"), rs.getString("recorded_name"))).list();
    }

    /** A person whom the cell reviews in this round; {@code state} of the last meeting, null before one is called. */
    public record InOrder(String caseCode, String name, String post, MeetingState state) { }

    /** Everybody of a cell in a round, by the rank of their posts as the rule set lists leading posts: the head first. */
    public List<InOrder> order(String roundCode, String cell, List<String> leadingPosts) {
        record Ranked(InOrder person, int rank) { }
        return jdbc.sql("""
                        select c.code, m.full_name, m.party_post, (select k.state from cell_meeting k where k.case_code = c.code
                               and k.meeting_no = (select max(x.meeting_no) from cell_meeting x where x.case_code = c.code)) as state
                        from vetting_case c join member m on m.code = c.member_code where c.round_code = ? and c.cell_code = ? and c.outcome is null order by m.sort_key, c.code""")
                .params(roundCode, cell).query((rs, n) -> {
                    String post = rs.getString(3);
                    String state = rs.getString(4);
                    int rank = 0;
                    while (rank < leadingPosts.size() && !vn.tusoi.review.FormKind.leads(post, List.of(leadingPosts.get(rank)))) {
                        rank++;
                    }
                    return new Ranked(new InOrder(rs.getString(1), rs.getString(2), post, state == null ? null : MeetingState.valueOf(state)), rank);
                }).list().stream().sorted(java.util.Comparator.comparingInt(Ranked::rank)).map(Ranked::person).toList();
    }

    private List<Meeting> meetings(String caseCode) {
        record Line(int meeting, Remark remark) { }
        Map<Integer, List<Remark>> remarks = jdbc.sql("select * from cell_remark where case_code = ? order by meeting_no, line_no").param(caseCode)
                .query((rs, n) -> new Line(rs.getInt("meeting_no"), new Remark(rs.getString("speaker"), rs.getString("remark")))).list().stream()
                .collect(Collectors.groupingBy(Line::meeting, Collectors.mapping(Line::remark, Collectors.toList())));
        return jdbc.sql("""
                        select m.*, (select max(s.counted_name) from slip_count s where s.case_code = m.case_code and s.meeting_no = m.meeting_no and s.state = 'AGREED') as second_counter
                        from cell_meeting m where m.case_code = ? order by m.meeting_no desc""").param(caseCode)
                .query((rs, n) -> meeting(rs, remarks.getOrDefault(rs.getInt("meeting_no"), List.of()))).list();
    }

    private static Meeting meeting(ResultSet rs, List<Remark> remarks) throws SQLException {
        Integer issued = rs.getObject("issued", Integer.class);
        Votes votes = issued == null ? null : new Votes(issued, rs.getInt("collected"), rs.getInt("missing"), rs.getInt("valid"), rs.getInt("invalid"),
                rs.getInt("votes_xs"), rs.getInt("votes_t"), rs.getInt("votes_ht"), rs.getInt("votes_kht"));
        String proposed = rs.getString("proposed");
        String base = rs.getString("vote_base_kind");
        return new Meeting(rs.getInt("meeting_no"), MeetingState.valueOf(rs.getString("state")), rs.getObject("planned_on", LocalDate.class),
                rs.getString("planned_at"), rs.getString("place"), rs.getString("agenda"), ResidenceDuty.valueOf(rs.getString("residence")),
                rs.getString("residence_reason"), rs.getObject("held_on", LocalDate.class), rs.getString("chair"),
                rs.getObject("summoned", Integer.class), rs.getObject("present", Integer.class), rs.getObject("excused", Integer.class), RollCall.read(rs.getString("roll")),
                rs.getString("absentees"), rs.getObject("quorum_needed", Integer.class), rs.getString("answer"), votes, proposed == null ? null : Level.valueOf(proposed), rs.getBoolean("tied"),
                base == null ? null : new Majority.Standing(Majority.Base.valueOf(base), rs.getInt("vote_base"), rs.getInt("vote_needed")), remarks,
                rs.getString("recorded_name"), rs.getString("second_counter"));
    }

    /** What the cell of residence wrote last. */
    public Optional<Residence> residence(String caseCode) {
        return jdbc.sql("select * from residence_opinion where case_code = ? order by opinion_no desc limit 1").param(caseCode)
                .query((rs, n) -> new Residence(rs.getString("cell_name"), rs.getString("signed_by"), rs.getObject("signed_on", LocalDate.class),
                        rs.getString("opinion"), rs.getObject("recorded_at", OffsetDateTime.class).toInstant(), rs.getString("recorded_name"))).optional();
    }

    private List<Decision> decisions(String caseCode) {
        return jdbc.sql("select * from rating_decision where case_code = ? order by decision_no desc").param(caseCode).query((rs, n) -> {
            String level = rs.getString("level");
            String answer = rs.getString("answer");
            Integer capLimit = rs.getObject("cap_limit", Integer.class);
            OffsetDateTime until = rs.getObject("acknowledge_until", OffsetDateTime.class);
            OffsetDateTime answered = rs.getObject("answered_at", OffsetDateTime.class);
            String flags = rs.getString("flags");
            return new Decision(rs.getInt("decision_no"), Outcome.valueOf(rs.getString("decision")), level == null ? null : Level.valueOf(level),
                    rs.getString("reason"), flags.isEmpty() ? List.of() : Arrays.asList(flags.split(",")), rs.getString("flag_reason"),
                    rs.getObject("points", Integer.class),
                    capLimit == null ? null : new ExcellentCap.Standing(rs.getInt("cap_excellent"), rs.getInt("cap_base"), capLimit),
                    until == null ? null : until.toInstant(), rs.getObject("decided_at", OffsetDateTime.class).toInstant(), rs.getString("decided_name"),
                    rs.getBoolean("current_one"),
                    answer == null ? null : new Answer(AnswerKind.valueOf(answer), rs.getString("answer_text"), answered.toInstant()));
        }).list();
    }
}
