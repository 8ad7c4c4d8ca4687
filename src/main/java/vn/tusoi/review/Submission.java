package vn.tusoi.review;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.tusoi.rulebook.Item;

/**
 * What a member typed, by code of standard and part.
 *
 * @param commitments    with empty ones where a row was left empty
 * @param ratingOfficial null on form 2C
 */
public record Submission(Map<String, Graded> standards, Map<String, String> sections, String leading, List<Written.Commitment> commitments,
                         Integer generalPoints, Integer taskPoints, Tasks tasks, String ratingOfficial, String ratingMember) {

    private static final int COMMITMENT_LIMIT = 500;

    /** Figures as typed. */
    public record Tasks(Integer given, Integer onTime, Integer beyond, Boolean remedied) { }

    public record Graded(Grade grade, String text) { }

    /** What stands against sealing, and the form field it is about. */
    public record Problem(String field, String key, Object... args) { }

    /** Everything that is missing or wrong, in the order of the form. Empty: it may be sealed. */
    public List<Problem> problems(SelfReviewRules set, FormKind kind, LocalDate today) {
        List<Problem> found = new ArrayList<>();
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
        List<Item> parts = set.textSections();
        for (int i = 0; i < parts.size(); i++) {
            required(found, "sections[" + i + "].text", sections.get(parts.get(i).code()), set.textLimit());
            if (parts.get(i).code().equals(SelfReviewRules.STANDARDS_PART) && kind == FormKind.LEADER) {
                required(found, "leading", leading, set.textLimit());
            }
        }
        commitments(found, set, today);
        tasks(found);
        points(found, "generalPoints", generalPoints, set.maxGeneral());
        points(found, "taskPoints", taskPoints, set.maxTask());
        if (kind != FormKind.OUTSIDE && (ratingOfficial == null || !SelfReviewRules.LEVELS.contains(ratingOfficial))) {
            found.add(new Problem("ratingOfficial", "review.missing.rating"));
        }
        if (ratingMember == null || !SelfReviewRules.LEVELS.contains(ratingMember)) {
            found.add(new Problem("ratingMember", "review.missing.rating"));
        }
        return found;
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
        if (tasks.remedied() == null) {
            found.add(new Problem("remedied", "review.missing.choice"));
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
