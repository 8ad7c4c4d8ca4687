package vn.tusoi.rulebook;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

        boolean holds(Object value) {
            if (codes != null) {
                return codes.contains(value);
            }
            return shape != null ? value instanceof String text && text.matches(shape) : value instanceof Integer number && number >= from && number <= to;
        }

        /** Key of what is wrong with a value outside; {@link #limits()} says what it may be. */
        String fault() {
            return codes != null ? "value.oneOf" : shape != null ? "value.shape" : "value.range";
        }

        Object[] limits() {
            return codes != null ? new Object[] {codes, ""} : shape != null ? new Object[] {shape, ""} : new Object[] {from, to};
        }
    }

    /** How long personal content is kept, in months; a set without one keeps the kind for ever. */
    private static final List<String> RETENTION = List.of("retention.months.SELF_REVIEW", "retention.months.MEETING", "retention.months.RATING",
            "retention.months.INSPECTION", "retention.months.SOURCE", "retention.months.REASON", "retention.months.DRAFT", "retention.months.READING",
            "retention.months.ELECTORATE", "retention.months.COLLECTIVE", "retention.months.BRIEFING");

    static final Map<String, Domain> VALUES = new TreeMap<>();

    static {
        numbers(1, 60, "assessment.acknowledgeDays", "inspection.opinionDays", "inspection.explanationDays", "inspection.informDays", "meeting.draftDays");
        numbers(1, 400, "inspection.policyAnswerDays", "inspection.processDays", "conference.stepsDays", "asset.verifyDays", "asset.verifyMostDays",
                "asset.concludeDays", "complaint.lodgeDays", "complaint.localDays", "complaint.centralDays");
        numbers(1, 30, "meeting.leastDays", "meeting.leastDaysProvince");
        numbers(0, 400, "inspection.suspensionDays", "inspection.suspensionMoreDays");
        numbers(0, 100, "review.maxPoints.general", "review.maxPoints.task", "rating.minXS", "rating.minT", "rating.minHT", "rating.beyondPercentXS",
                "rating.latePercentHT", "cap.percent", "meeting.quorumPercent", "conference.floorPercent", "ballot.surplusMaxPercent",
                "composition.womenPercent", "composition.youngPercent", "composition.youngAge", "age.retirementMale", "age.retirementFemale",
                "rating.undonePercentKHT", "quarter.taskPercent", "quarter.collectivePercent", "composition.secondBandAge", "composition.youngAgeCentral",
                "composition.electWomenPercent", "composition.electYoungPercent", "composition.electYoungAge", "ballot.surplusLeastCommittee",
                "ballot.surplusMostCommittee", "inspection.committeeLeast", "inspection.committeeMost", "inspection.deputiesLeast", "inspection.deputiesMost",
                "power.abuseActs", "power.lobbyActs", "power.otherActs", "age.cellSecretaryFirst.MALE", "age.cellSecretaryFirst.FEMALE",
                "age.cellSecretaryAgain.MALE", "age.cellSecretaryAgain.FEMALE");
        numbers(1, 100, "meeting.quorumNumerator", "meeting.quorumDenominator", "conference.quorumNumerator", "conference.quorumDenominator",
                "conference.passNumerator", "conference.passDenominator", "ballot.standingNumerator", "ballot.standingDenominator", "ballot.winNumerator",
                "ballot.winDenominator", "meeting.votePassNumerator", "meeting.votePassDenominator", "pattern.alikeLeast", "pattern.percentFromOthers");
        numbers(1, 3, "pattern.levelsFromPoints");
        numbers(1, 20, "review.leaderPlaces", "quarter.khtNoXS", "quarter.khtReplace", "list.leastTerms", "list.normalTerms", "composition.ageBands",
                "congress.mostDays.GRASSROOTS", "congress.mostDays.ABOVE_GRASSROOTS", "congress.mostDays.COMMUNE", "congress.mostDays.PROVINCE", "review.commitments", "review.keepYears", "inspection.ratingYears", "conference.fallbackCount", "list.maxPerPost", "list.maxPostsPerPerson");
        numbers(500, 1_000_000, "review.textLimit");
        numbers(50, 500, "list.coefficientPercent", "list.coefficientLeastPercent", "list.coefficientStandingPercent");
        numbers(1, 60, "list.reviewMonths", "rating.recentMonths");
        numbers(0, 240, "discipline.waitMonths.REPRIMAND", "discipline.waitMonths.WARNING", "discipline.waitMonths.REMOVAL", "discipline.effectMonths",
                "discipline.limitationMonths.REPRIMAND", "discipline.limitationMonths.WARNING", "discipline.limitationMonths.REMOVAL",
                "age.minRemainingMonths.PLAN_NEW", "age.minRemainingMonths.PLAN_SUPPLEMENT", "age.minRemainingMonths.ELECT_INCUMBENT",
                "age.minRemainingMonths.ELECT_NEW", "age.minRemainingMonths.DESIGNATE");
        numbers(1, 1200, RETENTION.toArray(String[]::new));
        numbers(500, 1000, "age.retirementMonths.MALE", "age.retirementMonths.FEMALE");
        numbers(0, 400, "calendar.selfReviewBefore", "calendar.assessmentBefore", "calendar.inspectionBefore", "calendar.conferencesBefore", "calendar.listBefore");
        numbers(1, 60, "quarter.selfReviewDays", "quarter.assessmentDays", "quarter.endDays");
        numbers(1, 1_000_000, "asset.itemMillions", "asset.changeMillions");
        for (String key : List.of("age.referenceMonth", "age.referenceMonth.GRASSROOTS", "age.referenceMonth.ABOVE_GRASSROOTS", "age.referenceMonth.COMMUNE",
                "age.referenceMonth.PROVINCE", "age.referenceMonth.COUNCIL")) {
            VALUES.put(key, Domain.text("\\d{4}-(0[1-9]|1[0-2])"));
        }
        for (String key : List.of("congress.doneBy.GRASSROOTS", "congress.doneBy.ABOVE_GRASSROOTS", "congress.doneBy.COMMUNE", "congress.doneBy.PROVINCE")) {
            VALUES.put(key, Domain.text("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"));
        }
        VALUES.put("asset.controlFrom", Domain.code("GRASSROOTS", "ABOVE_GRASSROOTS", "PROVINCE"));
        VALUES.put("meeting.voteBase", Domain.code("SUMMONED", "PRESENT", "VALID"));
        VALUES.put("cap.base", Domain.code("GOOD_COUNT", "ALL_RATED"));
        VALUES.put("cap.scope", Domain.code("ORGANISATION", "GROUP"));
        VALUES.put("cap.rounding", Domain.code("DOWN", "HALF_UP", "UP"));
        VALUES.put("residence.duty", Domain.code("REQUIRED", "ON_DEMAND"));
        VALUES.put("conference.passBase", Domain.code("SUMMONED", "PRESENT", "VALID"));
        for (String key : List.of("review.formCollective", "review.formOrdinary", "review.formLeader", "review.formOutside")) {
            VALUES.put(key, Domain.text("[0-9A-Z]{1,4}"));
        }
        for (String key : List.of("yearly.selfReviewBy", "yearly.assessmentBy", "yearly.endBy")) {
            VALUES.put(key, Domain.text("(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"));
        }
        VALUES.put("yearly.notRated", Domain.text("(OFFICIAL|PROBATIONARY|EXEMPT|SUSPENDED)(;(OFFICIAL|PROBATIONARY|EXEMPT|SUSPENDED))*"));
        VALUES.put("declaration.dueMonthDay", Domain.text("(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"));
        VALUES.put("review.promptBy", Domain.text("(GRASSROOTS_COMMITTEE|ORGANISATION_BOARD|INSPECTOR|LEAD_INSPECTOR|APPROVER)(;(GRASSROOTS_COMMITTEE|ORGANISATION_BOARD|INSPECTOR|LEAD_INSPECTOR|APPROVER))*"));
        VALUES.put("review.leadingPosts", Domain.text("[^;]+(;[^;]+)*"));
    }

    /** Values that a set of a time without such a rule may leave out: quarterly assessment began in autumn 2025; drafts from before there were questions to cells, or periods, lack theirs. */
    static final Set<String> OPTIONAL = Stream.concat(Stream.of("review.promptBy", "quarter.taskPercent", "quarter.collectivePercent", "quarter.khtNoXS", "quarter.khtReplace",
            "quarter.selfReviewDays", "quarter.assessmentDays", "quarter.endDays", "yearly.notRated", "yearly.selfReviewBy", "yearly.assessmentBy", "yearly.endBy",
            "meeting.votePassNumerator", "meeting.votePassDenominator", "pattern.alikeLeast", "pattern.levelsFromPoints", "pattern.percentFromOthers"),
            RETENTION.stream()).collect(Collectors.toUnmodifiableSet());

    /** Values that a unit may sharpen, towards which side, and which kinds of units may. All others are the same everywhere. */
    static final List<Sharpening> SHARPENED = List.of(
            new Sharpening("rating.minXS", Sharpening.Direction.HIGHER, Set.of("PROVINCE", "COMMUNE", "CELL")),
            new Sharpening("rating.minT", Sharpening.Direction.HIGHER, Set.of("PROVINCE", "COMMUNE", "CELL")),
            new Sharpening("rating.minHT", Sharpening.Direction.HIGHER, Set.of("PROVINCE", "COMMUNE", "CELL")),
            new Sharpening("rating.beyondPercentXS", Sharpening.Direction.HIGHER, Set.of("PROVINCE", "COMMUNE", "CELL")),
            new Sharpening("meeting.quorumPercent", Sharpening.Direction.HIGHER, Set.of("PROVINCE", "COMMUNE", "CELL")),
            new Sharpening("cap.percent", Sharpening.Direction.LOWER, Set.of("PROVINCE", "COMMUNE")), // counted over a commune, so no cell's
            new Sharpening("inspection.opinionDays", Sharpening.Direction.LOWER, Set.of("PROVINCE", "COMMUNE")),
            new Sharpening("inspection.ratingYears", Sharpening.Direction.HIGHER, Set.of("PROVINCE", "COMMUNE")));

    /** Values that a set may have: ages for a class of posts that differ from retirement, and the time that must be left for it. */
    private static final Map<Pattern, Domain> MORE = Map.of(
            Pattern.compile("age\\.limitMonths\\.[A-Z_]+\\.(MALE|FEMALE)\\.(FIRST|AGAIN)"), Domain.number(500, 1200),
            Pattern.compile("age\\.minRemainingMonths\\.[A-Z_]+"), Domain.number(0, 240));

    /** What a value may be; null for a key that nobody reads. */
    static Domain domain(String key) {
        return VALUES.containsKey(key) ? VALUES.get(key)
                : MORE.entrySet().stream().filter(m -> m.getKey().matcher(key).matches()).map(Map.Entry::getValue).findFirst().orElse(null);
    }

    /** Values of which the first may not exceed the second. */
    static final List<List<String>> ORDERED = List.of(
            List.of("rating.minHT", "rating.minT"), List.of("rating.minT", "rating.minXS"),
            List.of("meeting.quorumNumerator", "meeting.quorumDenominator"), List.of("meeting.votePassNumerator", "meeting.votePassDenominator"),
            List.of("conference.quorumNumerator", "conference.quorumDenominator"),
            List.of("conference.passNumerator", "conference.passDenominator"),
            List.of("ballot.standingNumerator", "ballot.standingDenominator"), List.of("ballot.winNumerator", "ballot.winDenominator"),
            List.of("ballot.surplusLeastCommittee", "ballot.surplusMostCommittee"), List.of("ballot.surplusMostCommittee", "ballot.surplusMaxPercent"),
            List.of("list.leastTerms", "list.normalTerms"), List.of("list.coefficientLeastPercent", "list.coefficientPercent"),
            List.of("composition.youngAge", "composition.secondBandAge"), List.of("meeting.leastDays", "meeting.leastDaysProvince"),
            List.of("inspection.committeeLeast", "inspection.committeeMost"), List.of("inspection.deputiesLeast", "inspection.deputiesMost"),
            List.of("asset.verifyDays", "asset.verifyMostDays"), List.of("complaint.localDays", "complaint.centralDays"),
            List.of("age.cellSecretaryFirst.MALE", "age.cellSecretaryAgain.MALE"), List.of("age.cellSecretaryFirst.FEMALE", "age.cellSecretaryAgain.FEMALE"),
            List.of("calendar.listBefore", "calendar.conferencesBefore"), List.of("calendar.conferencesBefore", "calendar.inspectionBefore"),
            List.of("calendar.inspectionBefore", "calendar.assessmentBefore"), List.of("calendar.assessmentBefore", "calendar.selfReviewBefore"),
            List.of("discipline.waitMonths.REPRIMAND", "discipline.waitMonths.WARNING"), List.of("discipline.waitMonths.WARNING", "discipline.waitMonths.REMOVAL"));

    /** What each catalogue's items may say beyond code, words and source. */
    static final Map<String, Set<String>> CATALOGUES = Map.ofEntries(
            Map.entry("standards", Set.of("part", "parent")), Map.entry("acts", Set.of()), Map.entry("penalties", Set.of("probationary")),
            Map.entry("ratings", Set.of()), Map.entry("sectors", Set.of()), Map.entry("postClasses", Set.of("begins")), Map.entry("posts", Set.of("postClass")),
            Map.entry("sections", Set.of("graded", "forms")), Map.entry("opinionBodies", Set.of()), Map.entry("checks", Set.of()),
            Map.entry("steps.PLAN_NEW", Set.of("body", "ballot")), Map.entry("steps.PLAN_SUPPLEMENT", Set.of("body", "ballot")),
            Map.entry("steps.ELECT_INCUMBENT", Set.of("body", "ballot")), Map.entry("steps.ELECT_NEW", Set.of("body", "ballot")),
            Map.entry("steps.DESIGNATE", Set.of("body", "ballot")), Map.entry("steps.PLAN_ELSEWHERE", Set.of("body", "ballot")),
            Map.entry("reviewKinds", Set.of()), Map.entry("reviewSteps", Set.of()), Map.entry("ratingSteps", Set.of()), Map.entry("criteria", Set.of("points")),
            Map.entry("ratingConditions", Set.of("level")), Map.entry("triggers", Set.of()), Map.entry("notRated", Set.of()), Map.entry("residenceExempt", Set.of()),
            Map.entry("planningRules", Set.of()), Map.entry("removals", Set.of()), Map.entry("mayBeConsidered", Set.of()), Map.entry("structureAims", Set.of()),
            Map.entry("deciders", Set.of("decider")), Map.entry("notToBeNominated", Set.of()), Map.entry("ballotRules", Set.of()), Map.entry("levels", Set.of()),
            Map.entry("declarationKinds", Set.of()), Map.entry("organisationPenalties", Set.of()), Map.entry("noLimitation", Set.of()),
            Map.entry("disciplineRules", Set.of()), Map.entry("familyRules", Set.of()), Map.entry("familyRelations", Set.of()),
            Map.entry("collectiveSections", Set.of()), Map.entry("formFrame", Set.of("place")), Map.entry("checkAnswers", Set.of("check", "matter")));

    /** Codes that desks or processes spell, so that a set without them could not be worked by. */
    static final Map<String, List<String>> NEEDED_ITEMS = Map.of(
            "penalties", List.of("REPRIMAND", "WARNING", "REMOVAL", "EXPULSION"), "ratings", List.of("XS", "T", "HT", "KHT", "CXL"),
            "sections", List.of("I", "II", "III", "IV", "V", "VI", "VII"), "opinionBodies", List.of("INTERNAL_AFFAIRS", "ASSET_CONTROL", "FATHERLAND_FRONT"),
            "triggers", List.of("DISCIPLINED"), "checkAnswers", List.of("LOCAL.NONE", "LOCAL.RAISED"));

    /** Attributes that name an item of another catalogue. */
    static final Map<String, Map<String, String>> REFERS = Map.of("ratingConditions", Map.of("level", "ratings"), "checkAnswers", Map.of("check", "checks"));

    static final List<String> YES_OR_NO = List.of("probationary", "graded", "matter");

    /** Facts of the tables that are codes of a catalogue. */
    static final Map<String, String> CODES_OF_FACT = Map.of("penalty", "penalties", "lastRating", "ratings", "rating", "ratings", "trigger", "triggers");

    /** What a number can be at all: a row that only an impossible number reaches is not reached. */
    static final Map<String, List<Integer>> POSSIBLE = Map.of("points", List.of(0, 100), "onTimePercent", List.of(0, 100), "beyondPercent", List.of(0, 100),
            "womenPercent", List.of(0, 100), "youngPercent", List.of(0, 100), "seriousFindings", List.of(0, Integer.MAX_VALUE),
            "adverseOpinions", List.of(0, Integer.MAX_VALUE), "findings", List.of(0, Integer.MAX_VALUE), "unanswered", List.of(0, Integer.MAX_VALUE),
            "minRemaining", List.of(0, Integer.MAX_VALUE));

    /** The values that name a form; a part of a review says of which forms it is. */
    static final List<String> FORMS = List.of("review.formOrdinary", "review.formLeader", "review.formOutside");

    static final Set<String> BODIES = Set.of("STANDING_COMMITTEE", "EXECUTIVE_COMMITTEE", "KEY_OFFICIALS");
    static final Set<String> DECIDERS = Set.of("GRASSROOTS_COMMITTEE", "STANDING_COMMITTEE", "STANDING_COMMITTEE_ABOVE", "ORGANISATION_BOARD");
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
