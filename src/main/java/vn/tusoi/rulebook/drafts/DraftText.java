package vn.tusoi.rulebook.drafts;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import vn.tusoi.rulebook.Shape;

/**
 * A {@code rule-set.yaml} being written: parts are read and set by their path ({@code values/cap.percent/citation}, {@code from},
 * {@code catalogues/acts/PH01/article}). It keeps whatever is typed, right or wrong: what is wrong the check says.
 */
public final class DraftText {

    private static final String HEAD = "# A draft of a rule set. How to read and change one: processes/rules/README.md\n";
    private static final Set<String> REQUIRED = Set.of("value", "citation", "vi", "en", "number", "date", "from", "level");
    private static final Set<String> YES_OR_NO = Set.of("confirmed");

    private final Map<String, Object> root;

    private DraftText(Map<String, Object> root) {
        this.root = root;
    }

    /** @param content a file that was checked, or one that this class wrote */
    static DraftText of(byte[] content) {
        Node node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(new String(content, StandardCharsets.UTF_8)));
        @SuppressWarnings("unchecked") Map<String, Object> root = (Map<String, Object>) read(node);
        return new DraftText(root);
    }

    private static Object read(Node node) {
        if (node instanceof MappingNode mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            mapping.getValue().forEach(t -> map.put(((ScalarNode) t.getKeyNode()).getValue(), read(t.getValueNode())));
            return map;
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            sequence.getValue().forEach(n -> list.add(read(n)));
            return list;
        }
        ScalarNode scalar = (ScalarNode) node;
        if (scalar.getTag().equals(Tag.NULL)) {
            return null;
        }
        if (scalar.getTag().equals(Tag.BOOL)) {
            return Boolean.valueOf(scalar.getValue());
        }
        return scalar.getTag().equals(Tag.INT) && scalar.getValue().matches("-?\\d{1,9}") ? (Object) Integer.valueOf(scalar.getValue()) : scalar.getValue();
    }

    byte[] bytes() {
        StringBuilder out = new StringBuilder(HEAD);
        root.forEach((key, value) -> write(out, 0, key, value));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(StringBuilder out, int depth, String key, Object value) {
        out.append("  ".repeat(depth)).append(plain(key) ? key : quoted(key)).append(':');
        write(out, depth, value);
    }

    private static void write(StringBuilder out, int depth, Object value) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n');
            map.forEach((k, v) -> write(out, depth + 1, String.valueOf(k), v));
        } else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map<?, ?>) {
            out.append('\n');
            for (Object each : list) {
                StringBuilder item = new StringBuilder();
                ((Map<?, ?>) each).forEach((k, v) -> write(item, depth + 2, String.valueOf(k), v));
                item.setCharAt((depth + 1) * 2, '-');
                out.append(item);
            }
        } else if (value instanceof List<?> list) {
            out.append(" [").append(String.join(", ", list.stream().map(DraftText::scalar).toList())).append("]\n");
        } else {
            out.append(' ').append(value instanceof Map<?, ?> ? "{}" : scalar(value)).append('\n');
        }
    }

    private static String scalar(Object value) {
        return value == null || value instanceof Integer || value instanceof Boolean ? String.valueOf(value) : quoted(value.toString());
    }

    /** What YAML quotes as JSON does. */
    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static boolean plain(String key) {
        return key.matches("[A-Za-z][A-Za-z0-9._-]*") && !key.matches("(?i)true|false|yes|no|on|off|null|y|n");
    }

    // reading ------------------------------------------------------------------------------------

    /** What stands at a path, as text; empty where nothing does. */
    public String get(String path) {
        String[] steps = path.split("/");
        Object at = part(steps, steps.length);
        return at == null ? "" : String.valueOf(at);
    }

    public boolean has(String path) {
        String[] steps = path.split("/");
        return part(steps, steps.length) != null;
    }

    private Object part(String[] steps, int length) {
        Object at = root;
        for (int i = 0; i < length; i++) {
            if (at instanceof Map<?, ?> map) {
                at = map.get(steps[i]);
            } else if (at instanceof List<?> list) {
                String code = steps[i];
                at = list.stream().filter(e -> e instanceof Map<?, ?> m && code.equals(String.valueOf(m.get("code")))).findFirst().orElse(null);
            } else {
                return null;
            }
        }
        return at;
    }

    /** Keys below a path: of values and citations, names of catalogues, codes of items. */
    public List<String> keys(String path) {
        String[] steps = path.split("/");
        Object at = part(steps, steps.length);
        if (at instanceof Map<?, ?> map) {
            return map.keySet().stream().map(String::valueOf).toList();
        }
        return at instanceof List<?> list ? list.stream().map(e -> e instanceof Map<?, ?> m ? String.valueOf(m.get("code")) : String.valueOf(e)).toList() : List.of();
    }

    // writing ------------------------------------------------------------------------------------

    /**
     * Sets what stands at a path. An emptied part that need not be there is left out.
     *
     * @throws IllegalArgumentException for the path of a code, or of something that is not there to be set
     */
    @SuppressWarnings("unchecked")
    void put(String path, String text) {
        String[] steps = path.split("/");
        String field = steps[steps.length - 1];
        if (!(part(steps, steps.length - 1) instanceof Map<?, ?> holder) || !settable(steps)) {
            throw new IllegalArgumentException("nothing to set at " + path);
        }
        Map<String, Object> map = (Map<String, Object>) holder;
        Object value = typed(steps, text);
        if (value == null && !REQUIRED.contains(field)) {
            map.remove(field);
        } else {
            map.put(field, value);
        }
    }

    private static boolean settable(String[] steps) {
        String field = steps[steps.length - 1];
        return switch (steps.length) {
            case 1 -> Set.of("code", "vi", "en", "from", "to", "checkedBy", "checkedOn", "basedOn").contains(field);
            case 3 -> steps[0].equals("values") && Set.of("value", "citation", "confirmed", "checkedBy", "vi", "en").contains(field)
                    || steps[0].equals("citations") && Set.of("number", "date", "confirmed", "vi", "en").contains(field);
            case 4 -> steps[0].equals("catalogues") && (fields(steps[1]).contains(field));
            default -> false;
        };
    }

    /** What may be written of an item of a catalogue; never its code. */
    public static Set<String> fields(String catalogue) {
        Set<String> fields = new LinkedHashSet<>(List.of("vi", "en", "hintVi", "hintEn", "article", "citation"));
        fields.addAll(Shape.attributes(catalogue));
        fields.addAll(List.of("confirmed", "checkedBy"));
        return fields;
    }

    private static Object typed(String[] steps, String text) {
        String field = steps[steps.length - 1];
        if (text == null || text.isBlank()) {
            return null;
        }
        if (YES_OR_NO.contains(field) || steps.length == 4 && Shape.isYesOrNo(field)) {
            return text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
        }
        Optional<Shape> shape = steps.length == 3 && steps[0].equals("values") && field.equals("value") ? Shape.of(steps[1]) : Optional.empty();
        return shape.isPresent() && shape.get().number() && text.matches("-?\\d{1,9}") ? (Object) Integer.valueOf(text) : text;
    }

    /** Adds a text, an item of a catalogue or a value that the base did not have; its parts are set afterwards. */
    @SuppressWarnings("unchecked")
    void add(String path) {
        String[] steps = path.split("/");
        String code = steps[steps.length - 1];
        Object holder = part(steps, steps.length - 1);
        if (has(path) || holder == null) {
            throw new IllegalArgumentException("cannot add " + path);
        }
        Map<String, Object> fresh = new LinkedHashMap<>();
        if (holder instanceof List<?> list) {
            fresh.put("code", code);
            fresh.put("vi", null);
            fresh.put("en", null);
            fresh.put("confirmed", false);
            ((List<Object>) list).add(fresh);
        } else {
            fresh.put("confirmed", false);
            ((Map<String, Object>) holder).put(code, fresh);
        }
    }
}
