package vn.tusoi.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** All rule sets, by code. A round pins one; its cases ask that one to their end. */
@Component
public class RuleBook {

    private final Map<String, RuleSet> sets = new TreeMap<>();
    private final DecisionTables tables;

    RuleBook(DecisionTables tables) {
        this.tables = tables;
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:processes/rules/*/rule-set.yaml")) {
                RuleSet set = read(yaml.readTree(file.getInputStream()));
                sets.put(set.code(), set);
            }
        } catch (IOException wrong) {
            throw new IllegalStateException("a rule set cannot be read: " + wrong.getMessage(), wrong);
        }
    }

    /** @throws IllegalArgumentException where no set has the code */
    public RuleSet get(String code) {
        RuleSet set = sets.get(code);
        if (set == null) {
            throw new IllegalArgumentException("unknown rule set " + code);
        }
        return set;
    }

    /** Newest first. */
    public List<RuleSet> all() {
        return sets.values().stream().sorted(Comparator.comparing(RuleSet::from).reversed()).toList();
    }

    /** The set in force on a day. @throws IllegalArgumentException where there is none */
    public RuleSet inForce(LocalDate day) {
        return all().stream().filter(s -> !day.isBefore(s.from()) && (s.to() == null || !day.isAfter(s.to()))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule set in force on " + day));
    }

    /** Asks a decision table of a set. Its outputs are {@code outcome}, {@code reason} (a message key) and {@code citation}. */
    public Verdict decide(String ruleSet, String table, Map<String, Object> facts) {
        DecisionTables.Row row = tables.decide(resource(ruleSet, table), table, facts);
        return new Verdict(ruleSet, table, row.number(), (String) row.outputs().get("outcome"), (String) row.outputs().get("reason"),
                (String) row.outputs().get("citation"), facts);
    }

    public DecisionTables.Sheet sheet(String ruleSet, String table) {
        return tables.read(resource(ruleSet, table), table);
    }

    private String resource(String ruleSet, String table) {
        if (!get(ruleSet).tables().contains(table)) {
            throw new IllegalArgumentException("rule set " + ruleSet + " has no table " + table);
        }
        return "processes/rules/" + ruleSet + "/" + table + ".dmn";
    }

    private static RuleSet read(JsonNode n) {
        Map<String, Citation> citations = new LinkedHashMap<>();
        n.get("citations").properties().forEach(e -> citations.put(e.getKey(), new Citation(e.getKey(), text(e.getValue(), "number"),
                date(e.getValue(), "date"), text(e.getValue(), "vi"), text(e.getValue(), "en"))));
        Map<String, Value> values = new LinkedHashMap<>();
        n.get("values").properties().forEach(e -> values.put(e.getKey(), new Value(e.getKey(), scalar(e.getValue().get("value")),
                text(e.getValue(), "citation"), e.getValue().path("confirmed").asBoolean(), text(e.getValue(), "vi"), text(e.getValue(), "en"))));
        Map<String, List<Item>> catalogues = new LinkedHashMap<>();
        n.get("catalogues").properties().forEach(e -> {
            List<Item> items = new ArrayList<>();
            e.getValue().forEach(i -> {
                Map<String, Object> more = new LinkedHashMap<>();
                i.properties().forEach(p -> {
                    if (!List.of("code", "article", "vi", "en", "hintVi", "hintEn", "confirmed").contains(p.getKey())) {
                        more.put(p.getKey(), scalar(p.getValue()));
                    }
                });
                items.add(new Item(text(i, "code"), text(i, "article"), text(i, "vi"), text(i, "en"), text(i, "hintVi"), text(i, "hintEn"),
                        i.path("confirmed").asBoolean(), more));
            });
            catalogues.put(e.getKey(), items);
        });
        List<String> tables = new ArrayList<>();
        n.get("tables").forEach(t -> tables.add(t.asText()));
        return new RuleSet(text(n, "code"), text(n, "vi"), text(n, "en"), text(n, "level"), date(n, "from"), date(n, "to"), text(n, "basedOn"),
                citations, values, catalogues, tables);
    }

    private static String text(JsonNode n, String field) {
        JsonNode value = n.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static LocalDate date(JsonNode n, String field) {
        String value = text(n, field);
        return value == null ? null : LocalDate.parse(value);
    }

    private static Object scalar(JsonNode n) {
        return n == null || n.isNull() ? null : n.isInt() ? (Object) n.asInt() : n.isBoolean() ? (Object) n.asBoolean() : n.asText();
    }

}
