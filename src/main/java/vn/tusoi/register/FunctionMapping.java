package vn.tusoi.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Reads {@code function-mapping.yaml}: which body does which job for whom when a register is filled. */
@Component
public class FunctionMapping {

    /** Function {@code function} of {@code scope} is performed by {@code performer}. */
    public record Mapped(String scope, String function, String performer, LocalDate from, LocalDate to) { }

    private record Rule(UnitKind kind, UnitKind parent, String name, boolean forSelf, List<String> performs) { }

    private final List<Rule> rules = new ArrayList<>();
    private final List<String> needed = new ArrayList<>();

    FunctionMapping() {
        try {
            JsonNode root = new ObjectMapper(new YAMLFactory()).readTree(new ClassPathResource("function-mapping.yaml").getInputStream());
            for (JsonNode n : root.get("mapping")) {
                List<String> performs = new ArrayList<>();
                n.get("performs").forEach(p -> performs.add(p.asText()));
                rules.add(new Rule(UnitKind.valueOf(n.get("kind").asText()), n.has("parent") ? UnitKind.valueOf(n.get("parent").asText()) : null,
                        n.has("name") ? VietnameseText.searchable(n.get("name").asText()) : "", "SELF".equals(n.get("for").asText()), performs));
            }
            root.get("needed").forEach(f -> needed.add(f.asText()));
        } catch (IOException | RuntimeException wrong) {
            throw new IllegalStateException("function-mapping.yaml cannot be read: " + wrong.getMessage(), wrong);
        }
    }

    /** Every function the file speaks of. */
    public Set<String> functions() {
        Set<String> all = new HashSet<>(needed);
        rules.forEach(r -> all.addAll(r.performs()));
        return all;
    }

    /** What the units do for one another, units in the order of the register's file. */
    List<Mapped> of(Collection<Unit> units) {
        Map<String, Unit> byCode = new HashMap<>();
        units.forEach(u -> byCode.put(u.code(), u));
        Map<String, Mapped> mapped = new java.util.LinkedHashMap<>();
        for (Unit unit : units) {
            Unit parent = unit.parent() == null ? null : byCode.get(unit.parent());
            String name = VietnameseText.searchable(unit.name());
            for (Rule rule : rules) {
                if (rule.kind() != unit.kind() || rule.parent() != null && (parent == null || parent.kind() != rule.parent()) || !name.startsWith(rule.name())) {
                    continue;
                }
                String scope = rule.forSelf() || parent == null ? unit.code() : parent.code();
                for (String function : rule.performs()) {
                    mapped.putIfAbsent(scope + "@" + function, new Mapped(scope, function, unit.code(), unit.validFrom(), null));
                }
            }
        }
        return new ArrayList<>(mapped.values());
    }

    /** Functions that nobody performs for some cells: named once for the unit above the cells. */
    List<String[]> missing(Collection<Unit> units, Collection<Mapped> mapped) {
        Map<String, Unit> byCode = new HashMap<>();
        units.forEach(u -> byCode.put(u.code(), u));
        Set<String> known = new HashSet<>();
        mapped.forEach(m -> known.add(m.scope() + "@" + m.function()));
        Set<String> told = new HashSet<>();
        List<String[]> missing = new ArrayList<>();
        for (Unit cell : units) {
            if (cell.kind() != UnitKind.CELL || cell.validTo() != null) {
                continue;
            }
            for (String function : needed) {
                boolean found = false;
                for (Unit u = cell; u != null && !found; u = u.parent() == null ? null : byCode.get(u.parent())) {
                    found = known.contains(u.code() + "@" + function);
                }
                if (!found && told.add(cell.parent() + "@" + function)) {
                    missing.add(new String[] {function, cell.parent()});
                }
            }
        }
        return missing;
    }
}
