package vn.tusoi.review.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.tusoi.review.Asked;
import vn.tusoi.review.Commitment;
import vn.tusoi.review.CommitmentState;
import vn.tusoi.review.FormKind;
import vn.tusoi.review.Grade;
import vn.tusoi.review.Matter;
import vn.tusoi.review.SelfReview;
import vn.tusoi.review.SelfReviewRules;
import vn.tusoi.review.Submission;
import vn.tusoi.review.Written;
import vn.tusoi.rulebook.Item;
import vn.tusoi.worklist.PlainText;

/** The long form; its lines stand in the order of the rule set's catalogues, what is asked of this person alone goes by its name. */
@CompleteReview
public class ReviewForm {

    public List<Standard> standards = new ArrayList<>();
    public List<Section> sections = new ArrayList<>();
    public String leading;
    public Boolean actsDone;
    public Set<String> acts = new LinkedHashSet<>();
    public String actsText;
    public Boolean remedied;
    public Map<String, Remedy> remedies = new LinkedHashMap<>();
    public Map<String, Section> matters = new LinkedHashMap<>();
    public List<Line> commitments = new ArrayList<>();
    public Integer tasksGiven;
    public Integer tasksOnTime;
    public Integer tasksBeyond;
    public Integer generalPoints;
    public Integer taskPoints;
    public String ratingOfficial;
    public String ratingMember;

    final SelfReviewRules rules;
    final FormKind kind;
    final Asked asked;

    /** @param rules of the case's rule set, with the parts of the form of this kind */
    public ReviewForm(SelfReviewRules rules, FormKind kind, Asked asked) {
        this.rules = rules;
        this.kind = kind;
        this.asked = asked;
        rules.standards().forEach(i -> standards.add(new Standard()));
        rules.textSections().forEach(i -> sections.add(new Section()));
        asked.commitments().forEach(c -> remedies.put(c.key(), new Remedy()));
        asked.matters().forEach(m -> matters.put(m.key(), new Section()));
        for (int i = 0; i < rules.commitments(); i++) {
            commitments.add(new Line());
        }
    }

    public static class Standard {
        public Grade grade;
        public String text;
    }

    public static class Section {
        public String text;
    }

    public static class Remedy {
        public CommitmentState state;
        public String text;
    }

    /** A new commitment. */
    public static class Line {
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
        Map<String, Submission.Remedied> remedied = new HashMap<>();
        remedies.forEach((key, said) -> remedied.put(key, new Submission.Remedied(said.state, said.text)));
        Map<String, String> answers = new HashMap<>();
        matters.forEach((key, said) -> answers.put(key, said.text));
        return new Submission(graded, texts, leading, commitments.stream().map(c -> new Written.Commitment(c.text, c.until)).toList(),
                generalPoints, taskPoints, new Submission.Tasks(tasksGiven, tasksOnTime, tasksBeyond, this.remedied), ratingOfficial, ratingMember,
                remedied, answers, new Submission.Acts(actsDone, acts == null ? Set.of() : acts, actsText));
    }

    /** Codes of the parts in which nothing is missing. */
    public List<String> partsDone(LocalDate today) {
        Map<String, String> partOf = new HashMap<>();
        places().forEach(p -> partOf.put(p.field(), p.part()));
        Set<String> open = new LinkedHashSet<>();
        submission().problems(rules, kind, asked, today).forEach(p -> open.add(partOf.get(p.field())));
        return rules.sections().stream().map(Item::code).filter(code -> !open.contains(code)).toList();
    }

    /**
     * A field, the part it stands in, and what it is called where it is spoken of away from its place: an item of a catalogue, or a message with what it is about.
     */
    public record Place(String part, String field, Item item, String key, String about) {

        static Place of(String part, String field, Item item) {
            return new Place(part, field, item, null, null);
        }

        static Place of(String part, String field, String key) {
            return new Place(part, field, null, key, null);
        }
    }

    /** All fields in the order of the form. */
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        List<Item> texts = rules.textSections();
        for (Item section : rules.sections()) {
            String part = section.code();
            int n = texts.indexOf(section);
            if (part.equals(SelfReviewRules.STANDARDS_PART)) {
                for (int i = 0; i < rules.standards().size(); i++) {
                    places.add(Place.of(part, "standards[" + i + "].text", rules.standards().get(i)));
                    places.add(Place.of(part, "standards[" + i + "].grade", rules.standards().get(i)));
                }
            }
            if (part.equals(rules.place(SelfReviewRules.REMEDY_PART))) {
                places.add(Place.of(part, "remedied", "review.remedied"));
                for (Commitment c : asked.commitments()) {
                    places.add(new Place(part, "remedies[" + c.key() + "].state", null, "review.remedy.of", c.text()));
                    places.add(new Place(part, "remedies[" + c.key() + "].text", null, "review.remedy.of", c.text()));
                }
            }
            if (part.equals(rules.place(SelfReviewRules.MATTERS_PART))) {
                for (Matter m : asked.matters()) {
                    places.add(new Place(part, "matters[" + m.key() + "].text", null, "review.matter.of", String.valueOf(m.no())));
                }
            }
            if (n >= 0) {
                places.add(Place.of(part, "sections[" + n + "].text", section));
            }
            if (part.equals(SelfReviewRules.STANDARDS_PART)) {
                places.add(Place.of(part, "leading", "review.leading"));
            }
            if (part.equals(rules.place(SelfReviewRules.ACTS_PART))) {
                places.add(Place.of(part, "actsDone", "review.acts"));
                places.add(Place.of(part, "acts", "review.acts"));
                places.add(Place.of(part, "actsText", "review.acts"));
            }
            if (part.equals(rules.place(SelfReviewRules.COMMITMENTS_PART))) {
                for (int i = 0; i < commitments.size(); i++) {
                    places.add(Place.of(part, "commitments[" + i + "].text", "review.commitments"));
                    places.add(Place.of(part, "commitments[" + i + "].until", "review.commitments"));
                }
            }
            if (part.equals(rules.place(SelfReviewRules.RATING_PART))) {
                places.add(Place.of(part, "tasksGiven", "review.tasks.given"));
                places.add(Place.of(part, "tasksOnTime", "review.tasks.onTime"));
                places.add(Place.of(part, "tasksBeyond", "review.tasks.beyond"));
                places.add(Place.of(part, "generalPoints", "review.points.general"));
                places.add(Place.of(part, "taskPoints", "review.points.task"));
                places.add(Place.of(part, "ratingOfficial", "review.rating.official"));
                places.add(Place.of(part, "ratingMember", "review.rating.member"));
            }
        }
        return places;
    }

    /** Whether more commitments are typed than so many. */
    public boolean moreThan(int lines) {
        return commitments.stream().skip(lines).anyMatch(c -> c.until != null || c.text != null && !c.text.isBlank());
    }

    /** General and task points together, null while one of them is missing. */
    public Integer sum() {
        return generalPoints == null || taskPoints == null ? null : Integer.valueOf(generalPoints + taskPoints);
    }

    /** A text as it will be sealed. */
    public String plain(String typed) {
        return PlainText.tidy(typed);
    }

    public Asked asked() {
        return asked;
    }

    /** Fills the form with what was sealed, to be corrected. */
    void take(SelfReview sealed) {
        for (int i = 0; i < standards.size(); i++) {
            SelfReview.Answer answer = sealed.standard(rules.standards().get(i).code());
            if (answer != null) {
                standards.get(i).grade = answer.grade();
                standards.get(i).text = answer.text();
            }
        }
        for (int i = 0; i < sections.size(); i++) {
            SelfReview.Part part = sealed.section(rules.textSections().get(i).code());
            sections.get(i).text = part == null ? null : part.text();
        }
        Written w = sealed.written();
        leading = w.leading();
        for (int i = 0; i < w.commitments().size() && i < commitments.size(); i++) {
            commitments.get(i).text = w.commitments().get(i).text();
            commitments.get(i).until = w.commitments().get(i).until();
        }
        for (Commitment c : asked.commitments()) {
            w.remedies().stream().filter(r -> r.caseCode().equals(c.caseCode()) && r.version() == c.version() && r.no() == c.no()).forEach(r -> {
                remedies.get(c.key()).state = r.state();
                remedies.get(c.key()).text = r.text();
            });
        }
        for (Matter m : asked.matters()) {
            w.matters().stream().filter(a -> a.no() == m.no()).forEach(a -> matters.get(m.key()).text = a.answer());
        }
        if (w.acts() != null) {
            actsDone = !w.acts().codes().isEmpty();
            acts.addAll(w.acts().codes());
            actsText = w.acts().text();
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

    /** How many of the superior's matters have no answer yet: one may have come after the writing was begun. */
    public int unanswered() {
        return (int) matters.values().stream().filter(answer -> answer.text == null || answer.text.isBlank()).count();
    }

    /** Standards, by their place from 0, in which something is missing. */
    public List<Integer> standardsLeft(LocalDate today) {
        Set<String> open = submission().problems(rules, kind, asked, today).stream().map(Submission.Problem::field).collect(Collectors.toSet());
        return IntStream.range(0, rules.standards().size()).filter(i -> open.contains("standards[" + i + "].text") || open.contains("standards[" + i + "].grade")).boxed().toList();
    }
}
