package vn.tusoi.rulebook;

import java.io.InputStreamReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads one {@code rule-set.yaml} and says of everything that is wrong where it stands. Nothing in the file is ever
 * constructed but texts, numbers and yes or no: a tag that asks for a Java class is a fault.
 */
final class RuleSetFile {

    static final String NAME = "rule-set.yaml";
    private static final Set<String> HEAD = Set.of("code", "level", "vi", "en", "from", "to", "basedOn", "checkedBy", "checkedOn", "tables", "citations", "values", "catalogues");
    private static final List<String> LEVELS = List.of("CENTRAL", "PROVINCE", "COMMUNE", "CELL");
    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.BOOL, Tag.NULL, Tag.FLOAT, Tag.TIMESTAMP);

    private final String file;
    private final String folder;
    private final List<Fault> faults;
    private final Map<String, Integer> lines = new HashMap<>();

    private RuleSetFile(String file, String folder, List<Fault> faults) {
        this.file = file;
        this.folder = folder;
        this.faults = faults;
    }

    /** A set and where its parts stand: {@code from}, {@code values/cap.percent}, {@code catalogues/acts/PH01}. */
    record Read(RuleSet set, Map<String, Integer> lines) {

        int line(String part) {
            return lines.getOrDefault(part, 1);
        }

        /** The part that a line belongs to: the last one that begins on it or before it; {@code file} before the first. */
        String part(int line) {
            return lines.entrySet().stream().filter(e -> e.getValue() <= line)
                    .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(e -> e.getKey().length())).map(Map.Entry::getKey).orElse("file");
        }
    }

    /** @return the set, or null where it cannot be made out; what is wrong is added to {@code faults} */
    static Read read(String file, String folder, byte[] content, List<Fault> faults) {
        RuleSetFile reading = new RuleSetFile(file, folder, faults);
        int before = faults.size();
        try {
            LoaderOptions limits = new LoaderOptions();
            limits.setCodePointLimit(RuleBookCheck.LARGEST);
            limits.setMaxAliasesForCollections(20);
            Node root = new Yaml(new SafeConstructor(limits)).compose(new InputStreamReader(new ByteArrayInputStream(content),
                    StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)));
            if (!(root instanceof MappingNode head)) {
                reading.fault(1, "head");
                return null;
            }
            RuleSet set = reading.set(head);
            return faults.size() > before && set == null ? null : new Read(set, reading.lines);
        } catch (MarkedYAMLException broken) {
            boolean tagged = String.valueOf(broken.getProblem()).startsWith("Global tag");
            int line = broken.getProblemMark() == null ? 0 : broken.getProblemMark().getLine() + 1;
            if (tagged) {
                reading.fault(line, "classTag");
            } else {
                reading.fault(line, "yaml", broken.getProblem());
            }
            return null;
        } catch (YAMLException broken) {
            reading.fault(0, "yaml", broken.getMessage());
            return null;
        }
    }

    private RuleSet set(MappingNode root) {
        Map<String, Node> head = entries(root, HEAD, null);
        String code = required(root, head, "code");
        if (code != null && !code.equals(folder)) {
            fault(line(head.get("code")), "folder", code, folder);
        }
        String level = required(root, head, "level");
        if (level != null && !LEVELS.contains(level)) {
            fault(line(head.get("level")), "level", LEVELS);
        }
        String vi = required(root, head, "vi");
        String en = required(root, head, "en");
        LocalDate from = date(root, head, "from", true);
        LocalDate to = date(root, head, "to", false);
        if (from != null && to != null && to.isBefore(from)) {
            fault(line(head.get("to")), "endsBefore");
        }
        Map<String, Citation> citations = new LinkedHashMap<>();
        part(root, head, "citations").forEach((key, node) -> citation(key, node, citations));
        Map<String, Value> values = new LinkedHashMap<>();
        part(root, head, "values").forEach((key, node) -> value(key, node, citations, values));
        Map<String, List<Item>> catalogues = new LinkedHashMap<>();
        part(root, head, "catalogues").forEach((key, node) -> catalogue(key, node, citations, catalogues));
        List<String> tables = new ArrayList<>();
        if (head.get("tables") instanceof SequenceNode list) {
            list.getValue().forEach(n -> {
                String table = String.valueOf(scalar(n));
                tables.add(table);
                lines.put("tables/" + table, line(n));
            });
        } else {
            fault(line(root), "missing", "tables");
        }
        return code == null ? null
                : new RuleSet(code, vi, en, level, from, to, text(head.get("basedOn")), text(head.get("checkedBy")), date(root, head, "checkedOn", false),
                citations, values, catalogues, tables);
    }

    private void citation(String key, Node node, Map<String, Citation> citations) {
        Map<String, Node> n = entries(node, Set.of("number", "date", "confirmed", "vi", "en"), thing("citation", key));
        String number = required(node, n, "number");
        LocalDate date = date(node, n, "date", true);
        citations.put(key, new Citation(key, number, date, yes(node, n, "confirmed"), required(node, n, "vi"), required(node, n, "en")));
    }

    private void value(String key, Node node, Map<String, Citation> citations, Map<String, Value> values) {
        Map<String, Node> n = entries(node, Set.of("value", "citation", "confirmed", "checkedBy", "vi", "en"), thing("value", key));
        KnownKeys.Domain domain = KnownKeys.domain(key);
        if (domain == null) {
            fault(lines.get("values/" + key), "value.unknown", key);
        }
        Object value = n.containsKey("value") ? scalar(n.get("value")) : null;
        if (value == null) {
            fault(line(node), "value.none", key);
        } else if (domain != null && !domain.holds(value)) {
            fault(line(n.get("value")), domain.fault(), key, domain.limits()[0], domain.limits()[1]);
        }
        values.put(key, new Value(key, value, cited(node, n, thing("value", key), citations), yes(node, n, "confirmed"), text(n.get("checkedBy")), required(node, n, "vi"), required(node, n, "en")));
    }

    private void catalogue(String name, Node node, Map<String, Citation> citations, Map<String, List<Item>> catalogues) {
        Set<String> more = KnownKeys.CATALOGUES.get(name);
        if (more == null) {
            fault(lines.get("catalogues/" + name), "catalogue.unknown", name);
        }
        if (!(node instanceof SequenceNode list)) {
            fault(line(node), "catalogue.list", name);
            return;
        }
        Set<String> allowed = new LinkedHashSet<>(List.of("code", "article", "vi", "en", "hintVi", "hintEn", "confirmed", "citation", "checkedBy"));
        allowed.addAll(more == null ? Set.of() : more);
        List<Item> items = new ArrayList<>();
        for (Node each : list.getValue()) {
            Map<String, Node> n = entries(each, allowed, thing("catalogue", name));
            String code = required(each, n, "code");
            if (code == null) {
                continue;
            }
            if (lines.put("catalogues/" + name + "/" + code, line(each)) != null) {
                fault(line(each), "catalogue.codeTwice", name, code);
            }
            if (n.containsKey("hintVi") != n.containsKey("hintEn")) {
                fault(line(each), "hint", code);
            }
            cited(each, n, thing("item", code), citations);
            Map<String, Object> rest = new LinkedHashMap<>();
            n.forEach((key, value) -> {
                if (key.equals("citation") || key.equals("checkedBy") || more != null && more.contains(key)) {
                    rest.put(key, scalar(value));
                }
            });
            items.add(new Item(code, text(n.get("article")), required(each, n, "vi"), required(each, n, "en"), text(n.get("hintVi")), text(n.get("hintEn")),
                    yes(each, n, "confirmed"), rest));
        }
        catalogues.put(name, items);
    }

    private String cited(Node node, Map<String, Node> n, Fault.Thing what, Map<String, Citation> citations) {
        String citation = text(n.get("citation"));
        if (citation == null) {
            fault(line(node), "citation.none", what);
        } else if (!citations.containsKey(citation)) {
            fault(line(n.get("citation")), "citation.unlisted", what, citation);
        }
        return citation;
    }

    private Map<String, Node> part(MappingNode root, Map<String, Node> head, String name) {
        if (!(head.get(name) instanceof MappingNode)) {
            fault(line(root), "missing", name);
            return Map.of();
        }
        ((MappingNode) head.get(name)).getValue().forEach(t -> lines.putIfAbsent(name + "/" + scalar(t.getKeyNode()), line(t.getKeyNode())));
        return entries(head.get(name), null, thing("part", name));
    }

    /** Keys and nodes of a mapping; a key that is not among {@code known}, or stands twice, is a fault. */
    private Map<String, Node> entries(Node node, Set<String> known, Fault.Thing where) {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            fault(line(node), where == null ? "mapping" : "mapping.in", where);
            return entries;
        }
        tag(node, Tag.MAP);
        for (NodeTuple each : mapping.getValue()) {
            String key = String.valueOf(scalar(each.getKeyNode()));
            if (known != null && !known.contains(key)) {
                fault(line(each.getKeyNode()), where == null ? "key.unknown" : "key.unknown.in", key, where);
            }
            if (entries.put(key, each.getValueNode()) != null) {
                fault(line(each.getKeyNode()), where == null ? "key.twice" : "key.twice.in", key, where);
            }
            if (known == HEAD) {
                lines.putIfAbsent(key, line(each.getKeyNode()));
            }
        }
        return entries;
    }

    private void tag(Node node, Tag expected) {
        if (!expected.equals(node.getTag())) {
            fault(line(node), "tag", node.getTag().toString());
        }
    }

    private Object scalar(Node node) {
        if (!(node instanceof ScalarNode plain)) {
            fault(line(node), "single");
            return null;
        }
        if (!PLAIN.contains(node.getTag())) {
            fault(line(node), "tag", node.getTag().toString());
            return null;
        }
        if (node.getTag().equals(Tag.NULL)) {
            return null;
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return Boolean.valueOf(plain.getValue());
        }
        return node.getTag().equals(Tag.INT) && plain.getValue().matches("-?\\d{1,9}") ? (Object) Integer.valueOf(plain.getValue()) : plain.getValue();
    }

    private String text(Node node) {
        Object value = node == null ? null : scalar(node);
        return value == null ? null : value.toString();
    }

    private String required(Node at, Map<String, Node> n, String key) {
        String value = text(n.get(key));
        if (value == null || value.isBlank()) {
            fault(line(at), "missing", key);
        }
        return value;
    }

    private boolean yes(Node at, Map<String, Node> n, String key) {
        Object value = n.containsKey(key) ? scalar(n.get(key)) : null;
        if (!(value instanceof Boolean)) {
            fault(line(at), "yesNo", key);
        }
        return Boolean.TRUE.equals(value);
    }

    private LocalDate date(Node at, Map<String, Node> n, String key, boolean needed) {
        String value = text(n.get(key));
        if (value == null) {
            if (needed) {
                fault(line(at), "missing", key);
            }
            return null;
        }
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException wrong) {
            fault(line(n.get(key)), "day", key, value);
            return null;
        }
    }

    private static Fault.Thing thing(String kind, String name) {
        return new Fault.Thing(kind, name);
    }

    private static int line(Node node) {
        return node == null ? 0 : node.getStartMark().getLine() + 1;
    }

    private void fault(int line, String key, Object... args) {
        faults.add(Fault.at(file, line, key, args));
    }
}
