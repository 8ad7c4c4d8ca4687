package vn.tusoi.review;

import java.util.Arrays;
import java.util.List;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.RuleSet;

/**
 * What a rule set says of self-reviews.
 *
 * @param standards what is graded and written on: the articles, and under each what the units of the person have added
 * @param items     what each article asks for; {@code parent} names the article
 * @param acts      what members must not do, to be declared
 */
public record SelfReviewRules(int maxGeneral, int maxTask, int textLimit, int commitments, List<String> leadingPosts, List<Item> standards,
                              List<Item> items, List<Item> sections, List<Item> acts) {

    /** The parts that hold the ethics standards, the declaration of acts, earlier commitments, the superior's matters, new commitments, points and self-ratings. */
    public static final String STANDARDS_PART = "I";
    public static final String ACTS_PART = "II";
    public static final String REMEDY_PART = "III";
    public static final String MATTERS_PART = "IV";
    public static final String COMMITMENTS_PART = "VI";
    public static final String RATING_PART = "VII";

    public static final List<String> LEVELS = List.of("XS", "T", "HT", "KHT");

    public static SelfReviewRules of(RuleSet set) {
        return new SelfReviewRules(set.number("review.maxPoints.general"), set.number("review.maxPoints.task"),
                set.number("review.textLimit"), set.number("review.commitments"),
                Arrays.asList(set.text("review.leadingPosts").split(";")),
                set.catalogue("standards").stream().filter(i -> !"ITEM".equals(i.more().get("part"))).toList(),
                set.catalogue("standards").stream().filter(i -> "ITEM".equals(i.more().get("part"))).toList(), set.catalogue("sections"),
                set.catalogue("acts"));
    }

    /** As {@link #of(RuleSet)}, with the parts that the member's form has. */
    public static SelfReviewRules of(RuleSet set, FormKind kind) {
        SelfReviewRules all = of(set);
        return new SelfReviewRules(all.maxGeneral, all.maxTask, all.textLimit, all.commitments, all.leadingPosts, all.standards, all.items,
                all.sections.stream().filter(s -> isOn(s, kind.form(set))).toList(), all.acts);
    }

    private static boolean isOn(Item section, String form) {
        return !(section.more().get("forms") instanceof String forms) || Arrays.asList(forms.split(";")).contains(form);
    }

    /** Where something stands: in its part, or in the last one on a form that does not have that part. */
    public String place(String part) {
        return sections.stream().anyMatch(s -> s.code().equals(part)) ? part : sections.get(sections.size() - 1).code();
    }

    /** What an article asks for. */
    public List<Item> itemsOf(Item standard) {
        return items.stream().filter(i -> standard.code().equals(i.more().get("parent"))).toList();
    }

    /** Parts with a text of their own: all but the one of points and ratings. */
    public List<Item> textSections() {
        return sections.stream().filter(s -> !s.code().equals(RATING_PART)).toList();
    }
}
