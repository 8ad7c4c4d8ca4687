package vn.tusoi.rulebook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition in a decision table, in the plain part of FEEL that officials read and that can be checked for gaps and overlaps:
 * {@code -}, {@code "KHT"}, {@code "XS","T"}, {@code not("NONE")}, {@code < 24}, {@code >= 50}, {@code [50..70)}, {@code < otherFact}, {@code true}.
 * Anything else, calls and scripts above all, is refused.
 */
public final class Cell {

    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern COMPARED = Pattern.compile("(<=|>=|<|>)\\s*(-?\\d+(?:\\.\\d+)?|[a-z][A-Za-z0-9]*)");
    private static final Pattern RANGE = Pattern.compile("([\\[(\\]])\\s*(-?\\d+(?:\\.\\d+)?)\\s*\\.\\.\\s*(-?\\d+(?:\\.\\d+)?)\\s*([])\\[])");
    private static final Pattern NOT = Pattern.compile("not\\((.*)\\)");

    /** One test. {@code operator} is {@code =}, {@code <}, {@code <=}, {@code >}, {@code >=} or {@code ..}; operands are values or {@link Fact}s. */
    record Test(String operator, Object low, Object high, boolean lowIncluded, boolean highIncluded) { }

    record Fact(String name) { }

    final boolean negated;
    /** Any of these; empty where anything will do. */
    final List<Test> tests;

    private Cell(boolean negated, List<Test> tests) {
        this.negated = negated;
        this.tests = List.copyOf(tests);
    }

    /** @throws IllegalArgumentException where the text is not a plain test */
    public static Cell parse(String text) {
        String plain = text.strip();
        if (plain.isEmpty() || plain.equals("-")) {
            return new Cell(false, List.of());
        }
        Matcher not = NOT.matcher(plain);
        boolean negated = not.matches();
        List<Test> tests = new ArrayList<>();
        for (String one : split(negated ? not.group(1) : plain)) {
            tests.add(test(one.strip()));
        }
        return new Cell(negated, tests);
    }

    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < list.length(); i++) {
            quoted ^= list.charAt(i) == '"';
            if (list.charAt(i) == ',' && !quoted) {
                parts.add(list.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(list.substring(from));
        return parts;
    }

    private static Test test(String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            return new Test("..", new BigDecimal(range.group(2)), new BigDecimal(range.group(3)), range.group(1).equals("["), range.group(4).equals("]"));
        }
        Matcher compared = COMPARED.matcher(text);
        if (compared.matches()) {
            String operand = compared.group(2);
            return new Test(compared.group(1), NUMBER.matcher(operand).matches() ? new BigDecimal(operand) : new Fact(operand), null, false, false);
        }
        return new Test("=", literal(text), null, false, false);
    }

    /** A value as it stands in a cell: a quoted text, a number, {@code true}, {@code false} or {@code null}. */
    static Object literal(String text) {
        String plain = text.strip();
        Matcher quoted = TEXT.matcher(plain);
        if (quoted.matches()) {
            return quoted.group(1);
        }
        if (NUMBER.matcher(plain).matches()) {
            return new BigDecimal(plain);
        }
        return switch (plain) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> throw new IllegalArgumentException(plain);
        };
    }

    static List<Object> literals(String list) {
        List<Object> values = new ArrayList<>();
        split(list).forEach(one -> values.add(literal(one)));
        return values;
    }

    boolean any() {
        return tests.isEmpty();
    }

    /** @param facts the other facts by name, for a cell that compares with one */
    public boolean matches(Object value, Function<String, Object> facts) {
        return any() || negated != tests.stream().anyMatch(test -> matches(test, value, facts));
    }

    private static boolean matches(Test test, Object value, Function<String, Object> facts) {
        Object low = test.low() instanceof Fact fact ? facts.apply(fact.name()) : test.low();
        if (test.operator().equals("=")) {
            return value instanceof Number && low instanceof Number ? number(value).compareTo(number(low)) == 0 : Objects.equals(value, low);
        }
        if (value == null || low == null) {
            return false;
        }
        int compared = number(value).compareTo(number(low));
        return switch (test.operator()) {
            case "<" -> compared < 0;
            case "<=" -> compared <= 0;
            case ">" -> compared > 0;
            case ">=" -> compared >= 0;
            default -> {
                int above = number(value).compareTo(number(test.high()));
                yield (compared > 0 || test.lowIncluded() && compared == 0) && (above < 0 || test.highIncluded() && above == 0);
            }
        };
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigDecimal exact ? exact : new BigDecimal(value.toString());
    }
}
