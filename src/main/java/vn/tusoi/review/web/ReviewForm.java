package vn.tusoi.review.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.tusoi.review.FormKind;
import vn.tusoi.review.Grade;
import vn.tusoi.review.SelfReviewRules;
import vn.tusoi.review.Submission;
import vn.tusoi.review.Written;

/** The long form; its lines stand in the order of the rule set's catalogues. */
@CompleteReview
public class ReviewForm {

    public List<Standard> standards = new ArrayList<>();
    public List<Section> sections = new ArrayList<>();
    public String leading;
    public List<Commitment> commitments = new ArrayList<>();
    public Integer tasksGiven;
    public Integer tasksOnTime;
    public Integer tasksBeyond;
    public Boolean remedied;
    public Integer generalPoints;
    public Integer taskPoints;
    public String ratingOfficial;
    public String ratingMember;

    final SelfReviewRules rules;
    final FormKind kind;

    /** @param rules of the case's rule set */
    public ReviewForm(SelfReviewRules rules, FormKind kind) {
        this.rules = rules;
        this.kind = kind;
        rules.standards().forEach(i -> standards.add(new Standard()));
        rules.textSections().forEach(i -> sections.add(new Section()));
        for (int i = 0; i < rules.commitments(); i++) {
            commitments.add(new Commitment());
        }
    }

    public static class Standard {
        public Grade grade;
        public String text;
    }

    public static class Section {
        public String text;
    }

    public static class Commitment {
        public String text;
        public LocalDate until;
    }

    Submission submission() {
        Map<String, Submission.Graded> graded = new HashMap<>();
        for (int i = 0; i < rules.standards().size() && i < standards.size(); i++) {
            Standard line = standards.get(i);
            graded.put(rules.standards().get(i).code(), new Submission.Graded(line.grade, line.text));
        }
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < rules.textSections().size() && i < sections.size(); i++) {
            texts.put(rules.textSections().get(i).code(), sections.get(i).text);
        }
        return new Submission(graded, texts, leading, commitments.stream().map(c -> new Written.Commitment(c.text, c.until)).toList(),
                generalPoints, taskPoints, new Submission.Tasks(tasksGiven, tasksOnTime, tasksBeyond, remedied), ratingOfficial, ratingMember);
    }

    /** Codes of the parts in which nothing is missing. */
    public List<String> partsDone(LocalDate today) {
        List<String> open = submission().problems(rules, kind, today).stream().map(p -> partOf(p.field())).toList();
        return rules.sections().stream().map(vn.tusoi.rulebook.Item::code).filter(code -> !open.contains(code)).toList();
    }

    /** A field, and what it is called where it is spoken of away from its place: an item of a catalogue, or a message. */
    public record Place(String field, vn.tusoi.rulebook.Item item, String key) { }

    /** All fields in the order of the form. */
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < rules.standards().size(); i++) {
            places.add(new Place("standards[" + i + "].text", rules.standards().get(i), null));
            places.add(new Place("standards[" + i + "].grade", rules.standards().get(i), null));
        }
        for (int i = 0; i < rules.textSections().size(); i++) {
            places.add(new Place("sections[" + i + "].text", rules.textSections().get(i), null));
            if (i == 0) {
                places.add(new Place("leading", null, "review.leading"));
            }
        }
        for (int i = 0; i < commitments.size(); i++) {
            places.add(new Place("commitments[" + i + "].text", null, "review.commitments"));
            places.add(new Place("commitments[" + i + "].until", null, "review.commitments"));
        }
        places.add(new Place("tasksGiven", null, "review.tasks.given"));
        places.add(new Place("tasksOnTime", null, "review.tasks.onTime"));
        places.add(new Place("tasksBeyond", null, "review.tasks.beyond"));
        places.add(new Place("remedied", null, "review.remedied"));
        places.add(new Place("generalPoints", null, "review.points.general"));
        places.add(new Place("taskPoints", null, "review.points.task"));
        places.add(new Place("ratingOfficial", null, "review.rating.official"));
        places.add(new Place("ratingMember", null, "review.rating.member"));
        return places;
    }

    /** Whether more commitments are typed than so many. */
    public boolean moreThan(int lines) {
        return commitments.stream().skip(lines).anyMatch(c -> c.until != null || c.text != null && !c.text.isBlank());
    }

    private String partOf(String field) {
        if (field.startsWith("sections[")) {
            return rules.textSections().get(Integer.parseInt(field.substring(9, field.indexOf(']')))).code();
        }
        if (field.startsWith("commitments[")) {
            return SelfReviewRules.COMMITMENTS_PART;
        }
        return field.startsWith("standards[") || field.equals("leading") ? SelfReviewRules.STANDARDS_PART : SelfReviewRules.RATING_PART;
    }

    /** Fills the form with what was sealed, to be corrected. */
    void take(vn.tusoi.review.SelfReview sealed) {
        for (int i = 0; i < standards.size(); i++) {
            vn.tusoi.review.SelfReview.Answer answer = sealed.standard(rules.standards().get(i).code());
            if (answer != null) {
                standards.get(i).grade = answer.grade();
                standards.get(i).text = answer.text();
            }
        }
        for (int i = 0; i < sections.size(); i++) {
            vn.tusoi.review.SelfReview.Part part = sealed.section(rules.textSections().get(i).code());
            sections.get(i).text = part == null ? null : part.text();
        }
        Written w = sealed.written();
        leading = w.leading();
        for (int i = 0; i < w.commitments().size() && i < commitments.size(); i++) {
            commitments.get(i).text = w.commitments().get(i).text();
            commitments.get(i).until = w.commitments().get(i).until();
        }
        tasksGiven = w.tasks().given();
        tasksOnTime = w.tasks().onTime();
        tasksBeyond = w.tasks().beyond();
        remedied = w.tasks().remedied();
        generalPoints = w.generalPoints();
        taskPoints = w.taskPoints();
        ratingOfficial = w.ratingOfficial();
        ratingMember = w.ratingMember();
    }
}
