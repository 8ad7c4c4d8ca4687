package vn.tusoi.rulebook;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

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

    /** Values by which something was worked out, as the record keeps it. @throws IllegalArgumentException where the set lacks one */
    public Applied applied(String... keys) {
        return new Applied(code, String.join(",", keys), Arrays.stream(keys).map(k -> value(k).citation()).distinct().collect(Collectors.joining(",")));
    }

    /** Items of a catalogue that something went by, as the record keeps it. @throws IllegalArgumentException where the set lacks one */
    public Applied appliedItems(String catalogue, Collection<String> codes) {
        String cited = codes.stream().map(c -> item(catalogue, c).more().get("citation")).filter(Objects::nonNull).map(Object::toString).distinct()
                .collect(Collectors.joining(","));
        return new Applied(code, codes.stream().distinct().map(c -> catalogue + "#" + c).collect(Collectors.joining(",")), cited.isEmpty() ? null : cited);
    }

    /** The same set with other tables. */
    RuleSet with(List<String> otherTables) {
        return new RuleSet(code, vi, en, level, from, to, basedOn, checkedBy, checkedOn, citations, values, catalogues, otherTables);
    }

    /** The same set, ending on a day: the one before its successor begins. */
    RuleSet until(LocalDate lastDay) {
        return new RuleSet(code, vi, en, level, from, lastDay, basedOn, checkedBy, checkedOn, citations, values, catalogues, tables);
    }

    public String name(String language) {
        return "en".equals(language) ? en : vi;
    }
}
