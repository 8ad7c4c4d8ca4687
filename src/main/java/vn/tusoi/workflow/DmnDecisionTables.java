package vn.tusoi.workflow;

import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;
import vn.tusoi.rulebook.DecisionTables;
import vn.tusoi.rulebook.Digest;

/** Decision tables in the DMN engine. Each content is parsed once while anybody holds it; facts that a table does not know, or lacks, are refused. */
@Component
public class DmnDecisionTables implements DecisionTables {

    /** Each row gets its number as an output of its own, so that an answer can say where it stands. */
    private static final String ROW = "row";

    private final DmnEngine engine;
    private final Map<String, WeakReference<Parsed>> parsed = new ConcurrentHashMap<>();

    public DmnDecisionTables() {
        DefaultDmnEngineConfiguration configuration = (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.setFeelEngineFactory(PlainFeel.factory());
        this.engine = configuration.buildEngine();
    }

    @Override
    public Table open(String table, byte[] content) {
        String key = table + "#" + Digest.of(content);
        WeakReference<Parsed> known = parsed.get(key);
        Parsed open = known == null ? null : known.get();
        if (open == null) {
            parsed.values().removeIf(gone -> gone.get() == null);
            open = parse(table, content);
            parsed.put(key, new WeakReference<>(open));
        }
        return open;
    }

    private Parsed parse(String table, byte[] content) {
        DmnModelInstance model = Dmn.readModelFromStream(new ByteArrayInputStream(content));
        if (!(model.getModelElementById(table) instanceof Decision decision)) {
            throw new IllegalArgumentException("there is no decision " + table);
        }
        DecisionTable rules = decision.getChildElementsByType(DecisionTable.class).iterator().next();
        List<Column> columns = rules.getInputs().stream().map(DmnDecisionTables::column).toList();
        Sheet sheet = sheet(decision.getName(), rules, columns);
        number(model, rules);
        return new Parsed(table, engine, engine.parseDecision(table, model), columns, sheet);
    }

    private static void number(DmnModelInstance model, DecisionTable rules) {
        Output head = model.newInstance(Output.class);
        head.setId(rules.getId() + "_row");
        head.setName(ROW);
        head.setTypeRef("integer");
        rules.getOutputs().add(head);
        int number = 0;
        for (Rule rule : rules.getRules()) {
            number++;
            var entry = model.newInstance(org.camunda.bpm.model.dmn.instance.OutputEntry.class);
            entry.setId(rule.getId() + "_row");
            var text = model.newInstance(org.camunda.bpm.model.dmn.instance.Text.class);
            text.setTextContent(String.valueOf(number));
            entry.setText(text);
            rule.getOutputEntries().add(entry);
        }
    }

    private static Sheet sheet(String name, DecisionTable rules, List<Column> columns) {
        List<String> heads = new ArrayList<>();
        rules.getInputs().forEach(i -> heads.add(i.getInputExpression().getText().getTextContent().strip()));
        rules.getOutputs().forEach(o -> heads.add(o.getName()));
        List<List<String>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Rule rule : rules.getRules()) {
            List<String> row = new ArrayList<>();
            rule.getInputEntries().forEach(e -> row.add(e.getText().getTextContent().strip()));
            rule.getOutputEntries().forEach(e -> row.add(e.getText().getTextContent().strip()));
            rows.add(row);
            notes.add(rule.getDescription() == null ? "" : rule.getDescription().getTextContent().strip());
        }
        return new Sheet(name, heads, rows, rules.getInputs().size(), notes,
                columns.stream().map(c -> c.allowed().stream().filter(v -> !v.equals("null")).toList()).toList());
    }

    private static Column column(Input input) {
        Set<String> allowed = new LinkedHashSet<>();
        if (input.getInputValues() != null) {
            for (String value : input.getInputValues().getText().getTextContent().split(",")) {
                allowed.add(value.strip().replaceAll("^\"|\"$", ""));
            }
        }
        return new Column(input.getInputExpression().getText().getTextContent().strip(), allowed);
    }

    /** @param allowed the codes that the fact may be, {@code null} among them where it may be unknown; empty where anything of its type is */
    private record Column(String fact, Set<String> allowed) { }

    private record Parsed(String name, DmnEngine engine, DmnDecision decision, List<Column> columns, Sheet sheet) implements Table {

        @Override
        public Row decide(Map<String, Object> facts) {
            check(facts);
            DmnDecisionResult result = engine.evaluateDecision(decision, Variables.fromMap(facts));
            if (result.isEmpty()) {
                throw new IllegalStateException("table " + name + " has no answer to " + facts);
            }
            Map<String, Object> outputs = new LinkedHashMap<>(result.getSingleResult().getEntryMap());
            return new Row(((Number) outputs.remove(ROW)).intValue(), outputs);
        }

        /** A fact left out would silently match nothing, an unknown code only the last row: both are mistakes of the caller. */
        private void check(Map<String, Object> facts) {
            for (Column column : columns) {
                if (!facts.containsKey(column.fact())) {
                    throw new IllegalArgumentException("table " + name + " lacks the fact " + column.fact());
                }
                Object value = facts.get(column.fact());
                if (value == null ? !column.allowed().contains("null") : !column.allowed().isEmpty() && !column.allowed().contains(value)) {
                    throw new IllegalArgumentException("table " + name + ": " + column.fact() + " cannot be " + value);
                }
            }
        }
    }
}
