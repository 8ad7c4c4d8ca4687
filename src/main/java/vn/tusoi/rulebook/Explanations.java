package vn.tusoi.rulebook;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Rules and what they answered, in the reader's words; templates call it as {@code @explanations}. */
@Component("explanations")
public class Explanations {

    private static final String ISO_DAY = "\\d{4}-\\d{2}-\\d{2}";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM/uuuu");
    /** The value behind a reason, whose source and standing the reader wants to know as well. */
    private static final Map<String, String> VALUE_OF_REASON = Map.ofEntries(
            Map.entry("WAITING_REPRIMAND", "discipline.waitMonths.REPRIMAND"), Map.entry("WAITING_WARNING", "discipline.waitMonths.WARNING"),
            Map.entry("WAITING_REMOVAL", "discipline.waitMonths.REMOVAL"), Map.entry("RATING_UNDER_HT", "rating.minHT"), Map.entry("RATING_HT", "rating.minHT"),
            Map.entry("RATING_T", "rating.minT"), Map.entry("RATING_NOT_BEYOND", "rating.beyondPercentXS"), Map.entry("RATING_XS", "rating.minXS"),
            Map.entry("WOMEN_SHORT", "composition.womenPercent"), Map.entry("YOUNG_SHORT", "composition.youngPercent"));

    private final RuleBook rules;
    private final MessageSource messages;

    Explanations(RuleBook rules, MessageSource messages) {
        this.rules = rules;
        this.messages = messages;
    }

    /** A fact or a parameter: what it is called, what it is and where it came from (null where that was not kept). */
    public record Given(String label, String value, String from, boolean held) { }

    /** A row of a decision table in words. @param hit whether it is the one that answered */
    public record Row(int number, boolean hit, List<String> cells, String outcome, String reason, String note, String citation) { }

    /** @param heads names of the facts; outcome and citation have columns of their own */
    public record Table(String code, String name, String question, List<String> heads, List<Row> rows) { }

    /** Where something is from. @param confirmed whether it was compared with the text, or is assumed */
    public record Source(String text, boolean confirmed) { }

    /**
     * A verdict opened up.
     *
     * @param table   null where values, not a table, were applied
     * @param changes what would have to be different for another outcome, the nearest first; empty where nothing would help
     * @param keys    what was applied, as the record names it
     */
    public record Explanation(String question, List<Given> facts, Table table, int row, String outcome, String reason, List<String> changes,
                              List<Source> sources, String ruleSet, String ruleSetName, String keys, Instant at) { }

    /** As {@link #of(Reasoning)}, for a verdict of which only the facts are known. */
    public Explanation of(Verdict verdict) {
        return of(Reasoning.of(verdict));
    }

    /** What was asked, on which facts, which row or value answered, on what it rests, and what would have to be different. */
    public Explanation of(Reasoning e) {
        RuleSet set = rules.get(e.ruleSet());
        Table table = e.byTable() ? table(set, e.question(), e.row()) : null;
        DecisionTables.Sheet sheet = table == null ? null : rules.sheet(set.code(), e.question());
        List<Difference> differences = sheet == null ? e.differences() : NearestOutcome.of(sheet, e.facts());
        String reason = e.reason() == null ? null : sayOr("rule." + e.reason(), sheet == null ? e.reason() : note(sheet, e.row()));
        return new Explanation(sayOr("table." + e.question(), e.question()), e.facts().stream().map(f -> given(set, f)).toList(), table, e.row(),
                outcome(e.outcome()), reason, differences.stream().map(this::change).toList(), table == null ? sources(set, e) : sources(set, e.reason(), e.citation()),
                set.code(), set.name(language()), e.ref(), e.at());
    }

    private Given given(RuleSet set, Fact fact) {
        boolean held = Fact.HELD.equals(fact.from());
        String value = held ? say("rules.held") : value(fact.name(), fact.value());
        return new Given(label(fact.name()), value, from(set, fact), held);
    }

    private String from(RuleSet set, Fact fact) {
        if (fact.from() == null) {
            return null;
        }
        if (fact.from().equals("value")) {
            return fact.args().stream().map(set.values()::get).filter(Objects::nonNull)
                    .map(v -> say("rules.from.value", v.text(language()), shortCitation(set, v.citation()))).collect(Collectors.joining("; "));
        }
        return sayOr("fact.from." + fact.from(), fact.from(), fact.args().stream().map(this::said).toArray());
    }

    /** Days and months as they are written here, codes as their words. */
    private String said(String arg) {
        if (arg.matches(ISO_DAY)) {
            return DAY.format(LocalDate.parse(arg));
        }
        return arg.matches("\\d{4}-\\d{2}") ? MONTH.format(YearMonth.parse(arg)) : sayOr("rules.code." + arg, sayOr(arg, arg));
    }

    private List<Source> sources(RuleSet set, String reason, String citation) {
        List<Source> sources = new ArrayList<>();
        Value behind = VALUE_OF_REASON.containsKey(reason) ? set.values().get(VALUE_OF_REASON.get(reason)) : null;
        if (behind != null) {
            sources.add(source(set, behind));
        }
        if (behind == null || !Objects.equals(behind.citation(), citation)) {
            Citation cited = set.citations().get(citation);
            sources.add(new Source(citation(set, citation), cited != null && cited.confirmed()));
        }
        return sources;
    }

    /** The values used, each with its text; items of a catalogue with theirs. */
    private List<Source> sources(RuleSet set, Reasoning e) {
        List<Source> sources = new ArrayList<>();
        for (String key : e.ref().split(",")) {
            Value value = set.values().get(key);
            if (value != null) {
                sources.add(source(set, value));
            }
        }
        if (sources.isEmpty() && e.citation() != null) {
            for (String code : e.citation().split(",")) {
                Citation cited = set.citations().get(code);
                sources.add(new Source(citation(set, code), cited != null && cited.confirmed()));
            }
        }
        return sources;
    }

    private Source source(RuleSet set, Value value) {
        return new Source(say("rules.source.value", value.text(language()), value(value), citation(set, value.citation())), value.confirmed());
    }

    /** "Points: 70 or more → Good fulfilment". */
    private String change(Difference difference) {
        String steps = difference.steps().stream().map(this::step).collect(Collectors.joining(say("rules.change.and")));
        return say("rules.change.leads", steps, outcome(difference.outcome()));
    }

    private String step(Difference.Step step) {
        String label = label(step.fact());
        return switch (step.how()) {
            case IS -> say("rules.change.is", label, Arrays.stream(step.operand().split(",")).map(code -> value(step.fact(), literal(code))).collect(Collectors.joining(", ")));
            case FROM -> say("rules.change.from", label, figure(step.operand()));
            case BELOW -> say("rules.change.below", label, figure(step.operand()));
            case FROM_DAY -> say("rules.change.fromDay", DAY.format(LocalDate.parse(step.operand())));
            case BORN_FROM -> say("rules.change.bornFrom", MONTH.format(YearMonth.parse(step.operand())));
            case BORN_BEFORE -> say("rules.change.bornBefore", MONTH.format(YearMonth.parse(step.operand())));
        };
    }

    private static Object literal(String code) {
        return code.equals("true") || code.equals("false") ? (Object) Boolean.valueOf(code) : code;
    }

    private String figure(String number) {
        return number.matches("-?\\d+(\\.\\d+)?") ? number(new BigDecimal(number)) : said(number);
    }

    /** A decision table as people read it. */
    public Table table(RuleSet set, String table) {
        return table(set, table, 0);
    }

    private Table table(RuleSet set, String table, int hit) {
        DecisionTables.Sheet sheet = rules.sheet(set.code(), table);
        List<String> names = sheet.heads().subList(0, sheet.facts());
        List<Row> rows = IntStream.range(0, sheet.rows().size()).mapToObj(i -> {
            List<String> cells = sheet.rows().get(i);
            String reason = bare(cells.get(sheet.heads().indexOf("reason")));
            return new Row(i + 1, i + 1 == hit, IntStream.range(0, sheet.facts()).mapToObj(c -> cell(names.get(c), cells.get(c))).toList(),
                    outcome(bare(cells.get(sheet.heads().indexOf("outcome")))), reason, sayOr("rule." + reason, sheet.notes().get(i)),
                    citation(set, bare(cells.get(sheet.heads().indexOf("citation")))));
        }).toList();
        return new Table(table, sayOr("table." + table + ".name", sheet.name()), sayOr("table." + table, sheet.name()), names.stream().map(this::label).toList(), rows);
    }

    private static String note(DecisionTables.Sheet sheet, int row) {
        return row < 1 || row > sheet.notes().size() ? "" : sheet.notes().get(row - 1);
    }

    private static String bare(String quoted) {
        return quoted.replaceAll("^\"|\"$", "");
    }

    /** Number, date and subject of a text. */
    public String citation(RuleSet set, String code) {
        Citation cited = set.citations().get(code);
        return cited == null || cited.date() == null ? code : say("rules.citation", cited.number(), DAY.format(cited.date()), cited.text(language()));
    }

    /** Number and date only, for narrow columns. */
    public String shortCitation(RuleSet set, String code) {
        Citation cited = set.citations().get(code);
        return cited == null || cited.date() == null ? code : say("rules.citation.short", cited.number(), DAY.format(cited.date()));
    }

    public String outcome(String outcome) {
        return outcome.matches(ISO_DAY) ? said(outcome) : sayOr("verdict." + outcome, outcome);
    }

    public String label(String fact) {
        return sayOr("fact." + fact, fact);
    }

    /** A fact as people say it. */
    public String value(String fact, Object value) {
        if (value == null) {
            return say("rules.unknown");
        }
        if (value instanceof Boolean yes) {
            return say(yes ? "rules.yes" : "rules.no");
        }
        return value instanceof Number number ? number(number) : sayOr("fact." + fact + "." + value, said(value.toString()));
    }

    /** A parameter as people say it. */
    public String value(Value parameter) {
        Object value = parameter.value();
        if (value == null) {
            return say("rules.unknown");
        }
        if (value instanceof Number number) {
            return number(number);
        }
        String text = String.valueOf(value);
        if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return DAY.format(LocalDate.parse(text));
        }
        return text.matches("\\d{4}-\\d{2}") ? MONTH.format(YearMonth.parse(text)) : sayOr("rules.code." + text, text.replace(";", ", "));
    }

    public String day(LocalDate day) {
        return day == null ? say("rules.open") : DAY.format(day);
    }

    /** A condition in words: {@code < 24} becomes "under 24". */
    String cell(String fact, String text) {
        Cell cell = Cell.parse(text);
        if (cell.any()) {
            return "–";
        }
        String said = cell.tests.stream().map(test -> switch (test.operator()) {
            case "<" -> say("rules.cell.below", operand(fact, test.low()));
            case "<=" -> say("rules.cell.upTo", operand(fact, test.low()));
            case ">" -> say("rules.cell.above", operand(fact, test.low()));
            case ">=" -> say("rules.cell.from", operand(fact, test.low()));
            case ".." -> say(test.highIncluded() ? "rules.cell.between" : "rules.cell.fromBelow", operand(fact, test.low()), operand(fact, test.high()));
            default -> operand(fact, test.low());
        }).collect(Collectors.joining(", "));
        return cell.negated ? say("rules.cell.not", said) : said;
    }

    private String operand(String fact, Object operand) {
        return operand instanceof Cell.Fact other ? "“" + label(other.name()) + "”" : value(fact, operand);
    }

    private String number(Number number) {
        return NumberFormat.getInstance(locale()).format(number);
    }

    private String say(String key, Object... args) {
        return messages.getMessage(key, args, locale());
    }

    private String sayOr(String key, String fallback, Object... args) {
        return messages.getMessage(key, args, fallback, locale());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }

    private static String language() {
        return locale().getLanguage();
    }
}
