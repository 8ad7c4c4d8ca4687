package vn.tusoi.workflow;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelEngineFactory;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import vn.tusoi.rulebook.Cell;

/**
 * The plain part of FEEL that rule sets are written in, each cell read once. The engine's own reads every cell anew at
 * every question, which costs milliseconds a decision; it still answers whatever is not plain.
 */
final class PlainFeel implements FeelEngine {

    private final FeelEngine full;
    private final Map<String, Optional<Cell>> cells = new ConcurrentHashMap<>();

    private PlainFeel(FeelEngine full) {
        this.full = full;
    }

    static FeelEngineFactory factory() {
        return () -> new PlainFeel(new ScalaFeelEngineFactory().createInstance());
    }

    @Override
    public <T> T evaluateSimpleExpression(String expression, VariableContext facts) {
        boolean fact = facts.containsVariable(expression);
        Object value = fact ? value(facts, expression) : plain(expression);
        if (fact || value != null) {
            @SuppressWarnings("unchecked") T answer = (T) value;
            return answer;
        }
        return full.evaluateSimpleExpression(expression, facts);
    }

    /** The text or number that an expression is, null where it is more than that. */
    private static Object plain(String expression) {
        if (expression.matches("\"[^\"]*\"")) {
            return expression.substring(1, expression.length() - 1);
        }
        return expression.matches("\\d{1,9}") ? Integer.valueOf(expression) : null;
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String expression, String input, VariableContext facts) {
        Optional<Cell> cell = cells.computeIfAbsent(expression, PlainFeel::cell);
        return cell.isPresent() ? cell.get().matches(value(facts, input), name -> value(facts, name))
                : full.evaluateSimpleUnaryTests(expression, input, facts);
    }

    private static Optional<Cell> cell(String expression) {
        try {
            return Optional.of(Cell.parse(expression));
        } catch (IllegalArgumentException more) {
            return Optional.empty();
        }
    }

    private static Object value(VariableContext facts, String name) {
        TypedValue value = facts.resolve(name);
        return value == null ? null : value.getValue();
    }
}
