package vn.tusoi.rulebook.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import vn.tusoi.rulebook.Citation;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Sharpening;
import vn.tusoi.rulebook.Value;

/** Lays what units have added over a rule set: items are added, values only ever become stricter. */
public final class LocalLayer {

    /** What {@code part} is for an item of a unit's own, beside ARTICLE and ITEM. */
    public static final String LOCAL = "LOCAL";
    /** Begins the code of the citation under which a sharper value stands. */
    static final String CITED = "LOCAL:";

    private static final String QUORUM = "meeting.quorumPercent";

    private LocalLayer() { }

    /** @param unitName name of a unit by its code */
    public static RuleSet over(RuleSet set, List<LocalCriterion> criteria, UnaryOperator<String> unitName) {
        if (criteria.isEmpty()) {
            return set;
        }
        Map<String, Citation> citations = new LinkedHashMap<>(set.citations());
        Map<String, Value> values = new LinkedHashMap<>(set.values());
        Map<String, List<Item>> catalogues = new LinkedHashMap<>(set.catalogues());
        for (LocalCriterion c : criteria) {
            switch (c.kind()) {
                case VALUE -> sharpen(values, citations, c, unitName.apply(c.unit()));
                case CHECK -> catalogues.put("checks", Stream.concat(set(catalogues, "checks").stream(), Stream.of(item(c, null, unitName.apply(c.unit())))).toList());
                case STANDARD -> catalogues.put("standards", under(set(catalogues, "standards"), c, unitName.apply(c.unit())));
            }
        }
        return new RuleSet(set.code(), set.vi(), set.en(), set.level(), set.from(), set.to(), set.basedOn(), set.checkedBy(), set.checkedOn(), citations, values,
                catalogues, set.tables());
    }

    private static List<Item> set(Map<String, List<Item>> catalogues, String name) {
        return catalogues.getOrDefault(name, List.of());
    }

    private static void sharpen(Map<String, Value> values, Map<String, Citation> citations, LocalCriterion c, String unit) {
        Value inherited = values.get(c.key());
        Sharpening rule = Sharpening.of(c.key()).orElse(null);
        // a case that was moved to another set keeps what its unit added, but only where that is still the stricter
        if (inherited == null || rule == null || !(inherited.value() instanceof Integer now) || !rule.stricter(c.number(), now)) {
            return;
        }
        String cited = CITED + c.code();
        citations.put(cited, new Citation(cited, c.docNo(), c.docDate(), true, unit, unit));
        values.put(c.key(), new Value(c.key(), c.number(), cited, true, inherited.vi(), inherited.en()));
        if (c.key().equals(QUORUM)) { // the share itself is kept as a fraction; the percentage is how people say it
            fraction(values, "meeting.quorumNumerator", c.number(), cited);
            fraction(values, "meeting.quorumDenominator", 100, cited);
        }
    }

    private static void fraction(Map<String, Value> values, String key, int number, String cited) {
        Value before = values.get(key);
        values.put(key, new Value(key, number, cited, true, before.vi(), before.en()));
    }

    private static List<Item> under(List<Item> standards, LocalCriterion c, String unit) {
        List<Item> all = new ArrayList<>(standards);
        int at = all.size();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).code().equals(c.parent()) || c.parent().equals(all.get(i).more().get("parent"))) {
                at = i + 1;
            }
        }
        String article = standards.stream().filter(i -> i.code().equals(c.parent())).map(Item::article).findFirst().orElse(null);
        all.add(at, item(c, article, unit));
        return all;
    }

    private static Item item(LocalCriterion c, String article, String unit) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("part", LOCAL);
        if (c.parent() != null) {
            more.put("parent", c.parent());
        }
        more.put("version", c.version());
        more.put("unit", c.unit());
        more.put("unitName", unit);
        return new Item(c.code(), article, c.vi(), c.en() == null ? c.vi() : c.en(), c.hintVi(), c.hintEn() == null ? c.hintVi() : c.hintEn(), true, more);
    }

    /** Whether an item is a unit's own. */
    public static boolean isLocal(Item item) {
        return LOCAL.equals(item.more().get("part"));
    }

    /**
     * Whether a criterion is for somebody with these posts.
     *
     * @param posts names of the posts held, in Party and at work
     */
    public static boolean isFor(LocalCriterion c, RuleSet set, List<String> posts) {
        if (c.forEverybody()) {
            return true;
        }
        String classes = c.postClass() == null ? "" : set.catalogue("postClasses").stream().filter(i -> i.code().equals(c.postClass()))
                .map(i -> String.valueOf(i.more().getOrDefault("begins", ""))).findFirst().orElse("");
        return begins(posts, classes) || begins(posts, c.profession());
    }

    private static boolean begins(List<String> posts, String words) {
        if (words == null || words.isBlank()) {
            return false;
        }
        List<String> wanted = Stream.of(words.split(";")).map(w -> w.strip().toLowerCase(Locale.ROOT)).filter(w -> !w.isEmpty()).toList();
        return posts.stream().filter(p -> p != null).map(p -> p.strip().toLowerCase(Locale.ROOT))
                .anyMatch(post -> wanted.stream().anyMatch(w -> post.equals(w) || post.startsWith(w + " ")));
    }
}
