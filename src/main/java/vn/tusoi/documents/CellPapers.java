package vn.tusoi.documents;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.assessment.Assessment.Meeting;
import vn.tusoi.assessment.Assessment.MeetingState;
import vn.tusoi.assessment.Assessments;
import vn.tusoi.assessment.Level;
import vn.tusoi.register.Units;
import vn.tusoi.review.ReviewPeriods;
import vn.tusoi.review.SelfReview;
import vn.tusoi.review.SelfReviews;

/** Papers of a whole meeting of a cell that reviews several members in a round: one slip with everybody on it, one tally, one set of minutes. The part is the day, 20301215. */
@Component
class CellPapers implements PaperSource {

    private static final int YEAR = 10_000;
    private static final int MONTH = 100;

    private final JdbcClient jdbc;
    private final Assessments assessments;
    private final SelfReviews reviews;
    private final ReviewPeriods periods;
    private final Units units;

    CellPapers(JdbcClient jdbc, Assessments assessments, SelfReviews reviews, ReviewPeriods periods, Units units) {
        this.jdbc = jdbc;
        this.assessments = assessments;
        this.reviews = reviews;
        this.periods = periods;
        this.units = units;
    }

    /** A member on the paper. @param points and {@code selfLevel} of the self-review, null without one */
    public record Line(String caseCode, String name, String post, Integer points, String selfLevel, String digest, Meeting meeting) { }

    @Override
    public Set<PaperKind> kinds() {
        return EnumSet.of(PaperKind.CELL_SLIP, PaperKind.CELL_TALLY, PaperKind.CELL_MEETING);
    }

    @Override
    public List<String> cases(String subject) {
        String[] codes = subject.split("/");
        return jdbc.sql("select c.code from vetting_case c join member m on m.code = c.member_code where c.round_code = ? and c.cell_code = ? order by m.sort_key, c.code")
                .params(codes[0], codes[1]).query(String.class).list();
    }

    @Override
    public Optional<PaperContent> find(PaperKind kind, String subject, int part) {
        String[] codes = subject.split("/");
        if (codes.length != 2) {
            return Optional.empty();
        }
        record Held(String caseCode, String name, String post, Meeting meeting) { }
        List<Held> all = jdbc.sql("""
                        select c.code, m.full_name, m.party_post from vetting_case c join member m on m.code = c.member_code where c.round_code = ? and c.cell_code = ?
                        order by m.sort_key, c.code""").params(codes[0], codes[1]).query((rs, n) -> new Held(rs.getString(1), rs.getString(2), rs.getString(3), null)).list().stream()
                .flatMap(p -> assessments.find(p.caseCode()).stream().flatMap(a -> a.meetings().stream()).filter(m -> fits(kind, m)).map(m -> new Held(p.caseCode(), p.name(), p.post(), m)))
                .toList();
        int day = part != 0 ? part : all.stream().mapToInt(h -> day(kind, h.meeting())).max().orElse(0);
        List<Line> lines = new ArrayList<>();
        for (Held h : all) {
            if (day(kind, h.meeting()) == day && lines.stream().noneMatch(l -> l.caseCode().equals(h.caseCode()))) {
                SelfReview review = reviews.find(h.caseCode()).filter(r -> !r.deleted()).orElse(null);
                lines.add(new Line(h.caseCode(), h.name(), h.post(), review == null ? null : review.points(), review == null ? null : review.written().ratingMember(),
                        review == null ? "-" : review.digest(), h.meeting()));
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(content(kind, codes, day, lines));
    }

    private static boolean fits(PaperKind kind, Meeting m) {
        return switch (kind) {
            case CELL_SLIP -> m.state() != MeetingState.NO_QUORUM;
            case CELL_TALLY -> m.votes() != null;
            default -> m.state() == MeetingState.HELD;
        };
    }

    private static int day(PaperKind kind, Meeting m) {
        LocalDate day = kind == PaperKind.CELL_SLIP ? m.plannedOn() : m.heldOn();
        return day.getYear() * YEAR + day.getMonthValue() * MONTH + day.getDayOfMonth();
    }

    private PaperContent content(PaperKind kind, String[] codes, int day, List<Line> lines) {
        // the roll of the meeting as it was taken for the one recorded first
        Meeting meeting = lines.stream().map(Line::meeting).max(Comparator.comparing(m -> m.roll().lines().size())).orElseThrow();
        Map<String, Object> model = new HashMap<>();
        model.put("lines", lines);
        model.put("meeting", meeting);
        LocalDate on = LocalDate.of(day / YEAR, day / MONTH % MONTH, day % MONTH);
        model.put("on", on);
        model.put("levels", Level.ALL);
        model.put("cell", units.get(codes[1]));
        model.put("period", periods.ofRound(codes[0], on));
        Facts facts = Facts.of(kind).with("round", codes[0]).with("cell", codes[1]).with("day", day).with("place", meeting.place());
        if (kind == PaperKind.CELL_SLIP) {
            facts.with("people", lines.stream().map(l -> l.caseCode() + " " + l.digest()).toList());
        } else {
            facts.with("chair", meeting.chair()).with("roll", meeting.roll().lines().stream().flatMap(l -> List.of(l.name(), l.attendance().name()).stream()).toList())
                    .with("votes", lines.stream().map(l -> l.caseCode() + " " + l.meeting().votes() + " " + l.meeting().proposed() + " " + l.meeting().secondCounter()).toList());
        }
        if (kind == PaperKind.CELL_MEETING) {
            facts.with("agenda", meeting.agenda()).with("said", lines.stream().flatMap(l -> java.util.stream.Stream.concat(java.util.stream.Stream.of(l.caseCode(), String.valueOf(l.meeting().answer())),
                    l.meeting().remarks().stream().flatMap(r -> java.util.stream.Stream.of(r.speaker(), r.text())))).toList());
        }
        return new PaperContent(kind, "ROUND", codes[0] + "/" + codes[1], day, codes[1], facts.digest(), null, model);
    }
}
