package vn.tusoi.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;
import vn.tusoi.rulebook.DecisionTables;

/** Decision tables in the DMN engine. Each file is parsed once; facts that a table does not know, or lacks, are refused. */
@Component
public class DmnDecisionTables implements DecisionTables {

    /** Each row gets its number as an output of its own, so that an answer can say where it stands. */
    private static final String ROW = "row";

    private final DmnEngine engine;
    private final ResourceLoader files = new DefaultResourceLoader();
    private final Map<String, Table> tables = new ConcurrentHashMap<>();

    public DmnDecisionTables() {
        DefaultDmnEngineConfiguration configuration = (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.setFeelEngineFactory(PlainFeel.factory());
        this.engine = configuration.buildEngine();
    }

    @Override
    public Row decide(String resource, String table, Map<String, Object> facts) {
        Table asked = table(resource, table);
        asked.check(table, facts);
        DmnDecisionResult result = engine.evaluateDecision(asked.decision, Variables.fromMap(facts));
        if (result.isEmpty()) {
            throw new IllegalStateException("table " + table + " has no answer to " + facts);
        }
        Map<String, Object> outputs = new LinkedHashMap<>(result.getSingleResult().getEntryMap());
        return new Row(((Number) outputs.remove(ROW)).intValue(), outputs);
    }

    @Override
    public Sheet read(String resource, String table) {
        return table(resource, table).sheet;
    }

    private Table table(String resource, String table) {
        return tables.computeIfAbsent(resource + "#" + table, any -> parse(resource, table));
    }

    private Table parse(String resource, String table) {
        try (InputStream file = files.getResource(resource).getInputStream()) {
            DmnModelInstance model = Dmn.readModelFromStream(file);
            if (!(model.getModelElementById(table) instanceof Decision decision)) {
                throw new IllegalArgumentException(resource + " has no decision " + table);
            }
            DecisionTable rules = decision.getChildElementsByType(DecisionTable.class).iterator().next();
            List<Column> columns = rules.getInputs().stream().map(DmnDecisionTables::column).toList();
            Sheet sheet = sheet(decision.getName(), rules);
            number(model, rules);
            return new Table(engine.parseDecision(table, model), columns, sheet);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
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

    private static Sheet sheet(String name, DecisionTable rules) {
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
        return new Sheet(name, heads, rows, rules.getInputs().size(), notes);
    }

    private static Column column(Input input) {
        Set<String> allowed = new HashSet<>();
        if (input.getInputValues() != null) {
            for (String value : input.getInputValues().getText().getTextContent().split(",")) {
                allowed.add(value.strip().replaceAll("^\"|\"$", ""));
            }
        }
        return new Column(input.getInputExpression().getText().getTextContent().strip(), allowed);
    }

    /** @param allowed the codes that the fact may be, {@code null} among them where it may be unknown; empty where anything of its type is */
    private record Column(String fact, Set<String> allowed) { }

    private record Table(DmnDecision decision, List<Column> columns, Sheet sheet) {

        /** A fact left out would silently match nothing, an unknown code only the last row: both are mistakes of the caller. */
        void check(String table, Map<String, Object> facts) {
            for (Column column : columns) {
                if (!facts.containsKey(column.fact())) {
                    throw new IllegalArgumentException("table " + table + " lacks the fact " + column.fact());
                }
                Object value = facts.get(column.fact());
                if (value == null ? !column.allowed().contains("null") : !column.allowed().isEmpty() && !column.allowed().contains(value)) {
                    throw new IllegalArgumentException("table " + table + ": " + column.fact() + " cannot be " + value);
                }
            }
        }
    }
}
