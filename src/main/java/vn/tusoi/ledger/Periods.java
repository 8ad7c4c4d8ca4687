package vn.tusoi.ledger;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The periods that a rule set has for kinds of content, as a verifier reads them: from its file alone. */
public final class Periods {

    private final Map<String, Integer> months;

    private Periods(Map<String, Integer> months) {
        this.months = months;
    }

    /** @param file {@code rule-set.yaml}; null, or what cannot be read: no periods */
    public static Periods read(byte[] file) {
        Map<String, Integer> months = new HashMap<>();
        try {
            Object read = file == null ? null : new Yaml(new SafeConstructor(new LoaderOptions())).load(new String(file, StandardCharsets.UTF_8));
            if (read instanceof Map<?, ?> set && set.get("values") instanceof Map<?, ?> values) {
                for (ContentKind kind : ContentKind.values()) {
                    if (values.get(kind.period()) instanceof Map<?, ?> value && value.get("value") instanceof Integer number) {
                        months.put(kind.name(), number);
                    }
                }
            }
        } catch (YAMLException unreadable) {
            months.clear();
        }
        return new Periods(months);
    }

    /** Months for a kind's name; null where the set has none, so that nothing of the kind is ever due. */
    public Integer months(String kind) {
        return months.get(kind);
    }
}
