package vn.tusoi.rulebook.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import vn.tusoi.rulebook.Citation;
import vn.tusoi.rulebook.Explanations;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Value;

/** Two rule sets side by side: values by key, catalogue items by code, table rows by reason, texts by code. */
record Comparison(List<Line> values, List<Part> catalogues, List<Part> tables, List<Line> texts) {

    enum Change { SAME, CHANGED, ADDED, GONE }

    /** One thing in both sets. @param left as the first set has it, null where it has not; {@code right} likewise */
    record Line(String key, String label, Side left, Side right) {

        Line {
            if (left == null && right == null) {
                throw new IllegalArgumentException(key + " is in neither set");
            }
        }

        Change change() {
            return left == null ? Change.ADDED : right == null ? Change.GONE : left.equals(right) ? Change.SAME : Change.CHANGED;
        }

        public boolean isDifferent() {
            return change() != Change.SAME;
        }

        public String getChange() {
            return change().name();
        }
    }

    /** @param note source of a value, article of an item, source of a row */
    record Side(String text, String note, boolean confirmed) { }

    record Part(String code, String name, List<Line> lines) {

        public long getDifferent() {
            return lines.stream().filter(Line::isDifferent).count();
        }
    }

    long different() {
        return values.stream().filter(Line::isDifferent).count() + catalogues.stream().mapToLong(Part::getDifferent).sum()
                + tables.stream().mapToLong(Part::getDifferent).sum() + texts.stream().filter(Line::isDifferent).count();
    }

    static Comparison of(RuleSet a, RuleSet b, String language, Explanations words, Function<String, String> catalogueName, Function<String, String> article) {
        List<Line> values = join(a.values(), b.values()).entrySet().stream()
                .map(e -> new Line(e.getKey(), newer(e.getValue()).text(language), value(a, e.getValue().get(0), words), value(b, e.getValue().get(1), words))).toList();
        List<Part> catalogues = new ArrayList<>();
        for (String name : union(a.catalogues().keySet(), b.catalogues().keySet())) {
            catalogues.add(new Part(name, catalogueName.apply(name), join(byCode(a.catalogues().get(name)), byCode(b.catalogues().get(name))).entrySet().stream()
                    .map(e -> new Line(e.getKey(), newer(e.getValue()).text(language), item(e.getValue().get(0), language, article), item(e.getValue().get(1), language, article))).toList()));
        }
        List<Part> tables = new ArrayList<>();
        for (String name : union(new LinkedHashSet<>(a.tables()), new LinkedHashSet<>(b.tables()))) {
            Explanations.Table left = a.tables().contains(name) ? words.table(a, name) : null;
            Explanations.Table right = b.tables().contains(name) ? words.table(b, name) : null;
            tables.add(new Part(name, (right == null ? left : right).name(), join(rows(left), rows(right)).entrySet().stream()
                    .map(e -> new Line(e.getKey(), newer(e.getValue()).note(), row(left, e.getValue().get(0)), row(right, e.getValue().get(1)))).toList()));
        }
        List<Line> texts = join(a.citations(), b.citations()).entrySet().stream()
                .map(e -> new Line(e.getKey(), newer(e.getValue()).text(language), text(a, e.getValue().get(0), words), text(b, e.getValue().get(1), words))).toList();
        return new Comparison(values, catalogues, tables, texts);
    }

    private static Side value(RuleSet set, Value value, Explanations words) {
        return value == null ? null : new Side(words.value(value), words.shortCitation(set, value.citation()), value.confirmed());
    }

    private static Side text(RuleSet set, Citation text, Explanations words) {
        return text == null ? null : new Side(words.shortCitation(set, text.code()), text.code(), text.confirmed());
    }

    private static Side item(Item item, String language, Function<String, String> article) {
        return item == null ? null : new Side(item.text(language), item.article() == null ? "" : article.apply(item.article()), item.confirmed());
    }

    private static Side row(Explanations.Table table, Explanations.Row row) {
        if (row == null) {
            return null;
        }
        List<String> said = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            if (!row.cells().get(i).equals("–")) {
                said.add(table.heads().get(i) + ": " + row.cells().get(i));
            }
        }
        return new Side((said.isEmpty() ? "–" : String.join("; ", said)) + " → " + row.outcome(), row.citation(), true);
    }

    private static Map<String, Item> byCode(List<Item> items) {
        Map<String, Item> byCode = new LinkedHashMap<>();
        if (items != null) {
            items.forEach(i -> byCode.put(i.code(), i));
        }
        return byCode;
    }

    /** Rows by their reason, and where several have one, by which of them it is. */
    private static Map<String, Explanations.Row> rows(Explanations.Table table) {
        Map<String, Explanations.Row> rows = new LinkedHashMap<>();
        if (table != null) {
            for (Explanations.Row row : table.rows()) {
                String key = row.reason();
                for (int more = 2; rows.containsKey(key); more++) {
                    key = row.reason() + " " + more;
                }
                rows.put(key, row);
            }
        }
        return rows;
    }

    private static <T> Map<String, List<T>> join(Map<String, T> a, Map<String, T> b) {
        Map<String, List<T>> both = new LinkedHashMap<>();
        for (String key : union(a.keySet(), b.keySet())) {
            List<T> pair = new ArrayList<>();
            pair.add(a.get(key));
            pair.add(b.get(key));
            both.put(key, pair);
        }
        return both;
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> both = new LinkedHashSet<>(a);
        both.addAll(b);
        return both;
    }

    private static <T> T newer(List<T> pair) {
        return Objects.requireNonNullElse(pair.get(1), pair.get(0));
    }
}
