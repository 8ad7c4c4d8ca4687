package vn.tusoi.review;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tusoi.rulebook.Item;
import vn.tusoi.worklist.PlainText;

/**
 * What a member typed, by code of standard and part.
 *
 * @param commitments    with empty ones where a row was left empty
 * @param ratingOfficial null on form 2C
 * @param remedies       by {@link Commitment#key()}
 * @param matters        answers by {@link Matter#key()}
 */
public record Submission(Map<String, Graded> standards, Map<String, String> sections, String leading, List<Written.Commitment> commitments,
                         Integer generalPoints, Integer taskPoints, Tasks tasks, String ratingOfficial, String ratingMember,
                         Map<String, Remedied> remedies, Map<String, String> matters, Acts acts) {

    /** Of somebody who is asked nothing beyond the form and has done none of the acts. */
    public Submission(Map<String, Graded> standards, Map<String, String> sections, String leading, List<Written.Commitment> commitments,
                      Integer generalPoints, Integer taskPoints, Tasks tasks, String ratingOfficial, String ratingMember) {
        this(standards, sections, leading, commitments, generalPoints, taskPoints, tasks, ratingOfficial, ratingMember, Map.of(), Map.of(), new Acts(false, Set.of(), ""));
    }

    /** What became of an earlier commitment. */
    public record Remedied(CommitmentState state, String text) { }

    /** @param some whether any of the acts is declared, null where nothing was chosen */
    public record Acts(Boolean some, Set<String> codes, String text) { }

    private static final int COMMITMENT_LIMIT = 500;
    private static final int REPORT_LIMIT = 2000;

    /** Figures as typed. */
    public record Tasks(Integer given, Integer onTime, Integer beyond, Boolean remedied) { }

    public record Graded(Grade grade, String text) { }

    /** What stands against sealing, and the form field it is about. */
    public record Problem(String field, String key, Object... args) { }

    /** Everything that is missing or wrong, in the order of the form. Empty: it may be sealed. */
    public List<Problem> problems(SelfReviewRules set, FormKind kind, Asked asked, LocalDate today) {
        List<Problem> found = new ArrayList<>();
        List<Item> texts = set.textSections();
        for (Item section : set.sections()) {
            String part = section.code();
            if (part.equals(SelfReviewRules.STANDARDS_PART)) {
                standards(found, set);
            }
            if (part.equals(set.place(SelfReviewRules.REMEDY_PART))) {
                remedies(found, asked);
            }
            if (part.equals(set.place(SelfReviewRules.MATTERS_PART))) {
                matters(found, set, asked);
            }
            int n = texts.indexOf(section);
            if (n >= 0) {
                String field = "sections[" + n + "].text";
                if (part.equals(SelfReviewRules.MATTERS_PART) && !asked.matters().isEmpty()) {
                    limit(found, field, PlainText.tidy(sections.get(part)), set.textLimit());
                } else {
                    required(found, field, sections.get(part), set.textLimit());
                }
            }
            if (part.equals(SelfReviewRules.STANDARDS_PART) && kind == FormKind.LEADER) {
                required(found, "leading", leading, set.textLimit());
            }
            if (part.equals(set.place(SelfReviewRules.ACTS_PART))) {
                acts(found, set);
            }
            if (part.equals(set.place(SelfReviewRules.COMMITMENTS_PART))) {
                commitments(found, set, today);
            }
            if (part.equals(set.place(SelfReviewRules.RATING_PART))) {
                ratings(found, set, kind);
            }
        }
        return found;
    }

    private void standards(List<Problem> found, SelfReviewRules set) {
        for (int i = 0; i < set.standards().size(); i++) {
            Graded graded = standards.get(set.standards().get(i).code());
            Grade grade = graded == null ? null : graded.grade();
            String text = PlainText.tidy(graded == null ? null : graded.text());
            limit(found, "standards[" + i + "].text", text, set.textLimit());
            if (grade == null) {
                found.add(new Problem("standards[" + i + "].grade", "review.missing.grade"));
            } else if (text.isEmpty() && (grade == Grade.AVERAGE || grade == Grade.POOR)) {
                found.add(new Problem("standards[" + i + "].text", "review.missing.why"));
            }
        }
    }

    private void remedies(List<Problem> found, Asked asked) {
        if (tasks.remedied() == null) {
            found.add(new Problem("remedied", "review.missing.choice"));
        }
        for (Commitment c : asked.commitments()) {
            Remedied said = remedies.get(c.key());
            if (said == null || said.state() == null) {
                found.add(new Problem("remedies[" + c.key() + "].state", "review.missing.remedy"));
            }
            required(found, "remedies[" + c.key() + "].text", said == null ? null : said.text(), REPORT_LIMIT);
        }
    }

    private void matters(List<Problem> found, SelfReviewRules set, Asked asked) {
        for (Matter m : asked.matters()) {
            String answer = PlainText.tidy(matters.get(m.key()));
            if (answer.isEmpty()) {
                found.add(new Problem("matters[" + m.key() + "].text", "review.missing.answer"));
            }
            limit(found, "matters[" + m.key() + "].text", answer, set.textLimit());
        }
    }

    private void acts(List<Problem> found, SelfReviewRules set) {
        if (acts.some() == null) {
            found.add(new Problem("actsDone", "review.missing.acts"));
        } else if (acts.some()) {
            if (set.acts().stream().noneMatch(a -> acts.codes().contains(a.code()))) {
                found.add(new Problem("acts", "review.missing.act"));
            }
            required(found, "actsText", acts.text(), set.textLimit());
        }
    }

    private void ratings(List<Problem> found, SelfReviewRules set, FormKind kind) {
        tasks(found);
        points(found, "generalPoints", generalPoints, set.maxGeneral());
        points(found, "taskPoints", taskPoints, set.maxTask());
        if (kind != FormKind.OUTSIDE && (ratingOfficial == null || !SelfReviewRules.LEVELS.contains(ratingOfficial))) {
            found.add(new Problem("ratingOfficial", "review.missing.rating"));
        }
        if (ratingMember == null || !SelfReviewRules.LEVELS.contains(ratingMember)) {
            found.add(new Problem("ratingMember", "review.missing.rating"));
        }
    }

    private void commitments(List<Problem> found, SelfReviewRules set, LocalDate today) {
        int given = 0;
        for (int i = 0; i < commitments.size(); i++) {
            Written.Commitment one = commitments.get(i);
            String text = PlainText.line(one.text());
            if (text.isEmpty() && one.until() == null) {
                continue;
            }
            given++;
            if (text.isEmpty()) {
                found.add(new Problem("commitments[" + i + "].text", "review.missing.commitment"));
            }
            limit(found, "commitments[" + i + "].text", text, COMMITMENT_LIMIT);
            if (one.until() == null) {
                found.add(new Problem("commitments[" + i + "].until", "review.missing.until"));
            } else if (one.until().isBefore(today)) {
                found.add(new Problem("commitments[" + i + "].until", "review.wrong.untilPast"));
            }
        }
        if (given == 0) {
            found.add(new Problem("commitments[0].text", "review.missing.commitment"));
        } else if (given > set.commitments()) {
            found.add(new Problem("commitments[" + set.commitments() + "].text", "review.wrong.commitments", set.commitments()));
        }
    }

    private void tasks(List<Problem> found) {
        int before = found.size();
        figure(found, "tasksGiven", tasks.given(), 1);
        figure(found, "tasksOnTime", tasks.onTime(), 0);
        figure(found, "tasksBeyond", tasks.beyond(), 0);
        if (found.size() == before && tasks.onTime() > tasks.given()) {
            found.add(new Problem("tasksOnTime", "review.wrong.moreThanGiven", tasks.onTime(), tasks.given()));
        }
        if (found.size() == before && tasks.beyond() > tasks.given()) {
            found.add(new Problem("tasksBeyond", "review.wrong.moreThanGiven", tasks.beyond(), tasks.given()));
        }
    }

    private static void figure(List<Problem> found, String field, Integer figure, int least) {
        if (figure == null || figure < least || figure > 10_000) {
            found.add(new Problem(field, "review.wrong.figure", least));
        }
    }

    private static void required(List<Problem> found, String field, String typed, int most) {
        String text = PlainText.tidy(typed);
        if (text.isEmpty()) {
            found.add(new Problem(field, "review.missing.text"));
        }
        limit(found, field, text, most);
    }

    private static void limit(List<Problem> found, String field, String text, int most) {
        if (text.length() > most) {
            found.add(new Problem(field, "review.wrong.tooLong", text.length(), most));
        }
    }

    private static void points(List<Problem> found, String field, Integer points, int max) {
        if (points == null) {
            found.add(new Problem(field, "review.missing.points", max));
        } else if (points < 0 || points > max) {
            found.add(new Problem(field, "review.wrong.points", max));
        }
    }
}
