package vn.tusoi.rulebook;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a rule set must say, as the desks read it: a value, catalogue or table that is not listed here would be said to nobody. */
final class KnownKeys {

    /** A value's domain: a whole number between two, one of some codes, or a text of a shape. */
    record Domain(int from, int to, List<String> codes, String shape) {

        static Domain number(int from, int to) {
            return new Domain(from, to, null, null);
        }

        static Domain code(String... codes) {
            return new Domain(0, 0, List.of(codes), null);
        }

        static Domain text(String shape) {
            return new Domain(0, 0, null, shape);
        }

        /** @return what is wrong with the value, null where nothing is */
        String fault(Object value) {
            if (codes != null) {
                return codes.contains(value) ? null : "must be one of " + String.join(", ", codes);
            }
            if (shape != null) {
                return value instanceof String text && text.matches(shape) ? null : "must be a text like " + shape;
            }
            return value instanceof Integer number && number >= from && number <= to ? null : "must be a whole number from " + from + " to " + to;
        }
    }

    static final Map<String, Domain> VALUES = new TreeMap<>();

    static {
        numbers(1, 60, "assessment.acknowledgeDays", "inspection.opinionDays", "inspection.explanationDays", "inspection.informDays", "meeting.draftDays");
        numbers(0, 400, "inspection.suspensionDays", "inspection.suspensionMoreDays");
        numbers(0, 100, "review.maxPoints.general", "review.maxPoints.task", "rating.minXS", "rating.minT", "rating.minHT", "rating.beyondPercentXS",
                "rating.latePercentHT", "cap.percent", "meeting.quorumPercent", "conference.floorPercent", "ballot.surplusMaxPercent",
                "composition.womenPercent", "composition.youngPercent", "composition.youngAge", "age.retirementMale", "age.retirementFemale");
        numbers(1, 100, "meeting.quorumNumerator", "meeting.quorumDenominator", "conference.quorumNumerator", "conference.quorumDenominator",
                "conference.passNumerator", "conference.passDenominator");
        numbers(1, 20, "review.commitments", "review.keepYears", "inspection.ratingYears", "conference.fallbackCount", "list.maxPerPost", "list.maxPostsPerPerson");
        numbers(500, 1_000_000, "review.textLimit");
        numbers(50, 500, "list.coefficientPercent");
        numbers(0, 240, "discipline.waitMonths.REPRIMAND", "discipline.waitMonths.WARNING", "discipline.waitMonths.REMOVAL", "discipline.effectMonths",
                "discipline.limitationMonths.REPRIMAND", "discipline.limitationMonths.WARNING", "discipline.limitationMonths.REMOVAL",
                "age.minRemainingMonths.PLAN_NEW", "age.minRemainingMonths.PLAN_SUPPLEMENT", "age.minRemainingMonths.ELECT_INCUMBENT",
                "age.minRemainingMonths.ELECT_NEW", "age.minRemainingMonths.DESIGNATE");
        numbers(500, 1000, "age.retirementMonths.MALE", "age.retirementMonths.FEMALE");
        numbers(0, 400, "calendar.selfReviewBefore", "calendar.assessmentBefore", "calendar.inspectionBefore", "calendar.conferencesBefore", "calendar.listBefore");
        numbers(1, 1_000_000, "asset.itemMillions", "asset.changeMillions");
        for (String key : List.of("age.referenceMonth", "age.referenceMonth.GRASSROOTS", "age.referenceMonth.ABOVE_GRASSROOTS", "age.referenceMonth.COMMUNE",
                "age.referenceMonth.PROVINCE")) {
            VALUES.put(key, Domain.text("\\d{4}-(0[1-9]|1[0-2])"));
        }
        VALUES.put("cap.base", Domain.code("GOOD_COUNT", "ALL_RATED"));
        VALUES.put("cap.scope", Domain.code("ORGANISATION", "GROUP"));
        VALUES.put("cap.rounding", Domain.code("DOWN", "HALF_UP", "UP"));
        VALUES.put("residence.duty", Domain.code("REQUIRED", "ON_DEMAND"));
        VALUES.put("conference.passBase", Domain.code("SUMMONED", "PRESENT", "VALID"));
        for (String key : List.of("review.formOrdinary", "review.formLeader", "review.formOutside")) {
            VALUES.put(key, Domain.text("[0-9A-Z]{1,4}"));
        }
        VALUES.put("declaration.dueMonthDay", Domain.text("(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"));
        VALUES.put("review.leadingPosts", Domain.text("[^;]+(;[^;]+)*"));
    }

    /** Values of which the first may not exceed the second. */
    static final List<List<String>> ORDERED = List.of(
            List.of("rating.minHT", "rating.minT"), List.of("rating.minT", "rating.minXS"),
            List.of("meeting.quorumNumerator", "meeting.quorumDenominator"), List.of("conference.quorumNumerator", "conference.quorumDenominator"),
            List.of("conference.passNumerator", "conference.passDenominator"),
            List.of("calendar.listBefore", "calendar.conferencesBefore"), List.of("calendar.conferencesBefore", "calendar.inspectionBefore"),
            List.of("calendar.inspectionBefore", "calendar.assessmentBefore"), List.of("calendar.assessmentBefore", "calendar.selfReviewBefore"),
            List.of("discipline.waitMonths.REPRIMAND", "discipline.waitMonths.WARNING"), List.of("discipline.waitMonths.WARNING", "discipline.waitMonths.REMOVAL"));

    /** What each catalogue's items may say beyond code, words and source. */
    static final Map<String, Set<String>> CATALOGUES = Map.ofEntries(
            Map.entry("standards", Set.of("part", "parent")), Map.entry("acts", Set.of()), Map.entry("penalties", Set.of("probationary")),
            Map.entry("ratings", Set.of()), Map.entry("sectors", Set.of()), Map.entry("postClasses", Set.of()), Map.entry("posts", Set.of("postClass")),
            Map.entry("sections", Set.of("graded")), Map.entry("opinionBodies", Set.of()), Map.entry("checks", Set.of()),
            Map.entry("steps.PLAN_NEW", Set.of("body", "ballot")), Map.entry("steps.PLAN_SUPPLEMENT", Set.of("body", "ballot")),
            Map.entry("steps.ELECT_INCUMBENT", Set.of("body", "ballot")), Map.entry("steps.ELECT_NEW", Set.of("body", "ballot")),
            Map.entry("steps.DESIGNATE", Set.of("body", "ballot")));

    /** Codes that desks or processes spell, so that a set without them could not be worked by. */
    static final Map<String, List<String>> NEEDED_ITEMS = Map.of(
            "penalties", List.of("REPRIMAND", "WARNING", "REMOVAL", "EXPULSION"), "ratings", List.of("XS", "T", "HT", "KHT", "CXL"),
            "sections", List.of("I", "II", "III", "IV", "V", "VI", "VII"), "opinionBodies", List.of("INTERNAL_AFFAIRS", "ASSET_CONTROL", "FATHERLAND_FRONT"));

    static final Set<String> BODIES = Set.of("STANDING_COMMITTEE", "EXECUTIVE_COMMITTEE", "KEY_OFFICIALS");
    static final Set<String> BALLOTS = Set.of("SECRET", "OPEN");

    /** The facts that desks give to a table, and the outcomes they understand. */
    record Asked(Set<String> facts, Set<String> outcomes) { }

    static final Map<String, Asked> TABLES = Map.of(
            "eligibility", new Asked(Set.of("status", "holdsOffice", "monthsToRetirement", "minRemaining", "penalty", "monthsSincePenalty", "lastRating"),
                    Set.of("ELIGIBLE", "EXCLUDED")),
            "rating", new Asked(Set.of("trigger", "points", "onTimePercent", "beyondPercent", "remedied"), Set.of("XS", "T", "HT", "KHT")),
            "clearance", new Asked(Set.of("penaltyWaiting", "rating", "seriousFindings", "adverseOpinions", "findings", "unanswered"),
                    Set.of("CLEAR", "CLEAR_NOTE", "DEFERRED", "BLOCKED")),
            "composition", new Asked(Set.of("womenPercent", "youngPercent"), Set.of("MET", "WARN")));

    private KnownKeys() { }

    private static void numbers(int from, int to, String... keys) {
        for (String key : keys) {
            VALUES.put(key, Domain.number(from, to));
        }
    }
}
