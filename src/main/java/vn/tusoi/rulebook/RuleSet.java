package vn.tusoi.rulebook;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A dated, cited set of values, catalogues and decision tables. Read from {@code processes/rules/<code>/rule-set.yaml}; never edited while in force.
 *
 * @param level     CENTRAL, PROVINCE, COMMUNE or CELL
 * @param to        last day in force; null while no other follows
 * @param basedOn   the set that it replaces, whose codes it keeps
 * @param checkedBy who compared it with the texts, or with what
 */
public record RuleSet(String code, String vi, String en, String level, LocalDate from, LocalDate to, String basedOn, String checkedBy, LocalDate checkedOn,
                      Map<String, Citation> citations, Map<String, Value> values, Map<String, List<Item>> catalogues, List<String> tables) {

    /** @throws IllegalArgumentException where the set has no such value */
    public Value value(String key) {
        Value value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("rule set " + code + " has no value " + key);
        }
        return value;
    }

    public int number(String key) {
        return ((Number) value(key).value()).intValue();
    }

    public String text(String key) {
        return String.valueOf(value(key).value());
    }

    /** @throws IllegalArgumentException where the set has no such catalogue */
    public List<Item> catalogue(String name) {
        List<Item> items = catalogues.get(name);
        if (items == null) {
            throw new IllegalArgumentException("rule set " + code + " has no catalogue " + name);
        }
        return items;
    }

    public Item item(String catalogue, String itemCode) {
        return catalogue(catalogue).stream().filter(i -> i.code().equals(itemCode)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("rule set " + code + ": no " + itemCode + " in " + catalogue));
    }

    public String name(String language) {
        return "en".equals(language) ? en : vi;
    }
}
