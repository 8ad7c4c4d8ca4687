package vn.tusoi.review;

import java.util.List;
import java.util.Locale;
import vn.tusoi.rulebook.RuleSet;

/** Which of the three forms a member fills in; what each is called is in the rule set ({@code review.form...}). */
public enum FormKind {

    /** Works in the political system, holds no leading post. */
    ORDINARY("review.formOrdinary"),
    /** Holds a leading post. */
    LEADER("review.formLeader"),
    /** Works outside the political system: self-rated as a member only. */
    OUTSIDE("review.formOutside");

    private final String key;

    FormKind(String key) {
        this.key = key;
    }

    /** What people call the form under a rule set. */
    public String form(RuleSet set) {
        return set.text(key);
    }

    /** @throws IllegalArgumentException where the set has no form of this name */
    public static FormKind ofForm(String form, RuleSet set) {
        for (FormKind kind : values()) {
            if (kind.form(set).equals(form)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("rule set " + set.code() + " has no form " + form);
    }

    /**
     * A leading post decides first: a cell secretary outside the political system still answers for leading.
     *
     * @param partyPost    post in the cell
     * @param posts        posts held today in the political system
     * @param leadingPosts how the names of leading posts begin
     */
    public static FormKind of(String partyPost, List<String> posts, List<String> leadingPosts) {
        if (leads(partyPost, leadingPosts) || posts.stream().anyMatch(p -> leads(p, leadingPosts))) {
            return LEADER;
        }
        return posts.isEmpty() ? OUTSIDE : ORDINARY;
    }

    /** Whether a post is a leading one. @param leadingPosts how the names of leading posts begin */
    public static boolean leads(String post, List<String> leadingPosts) {
        String name = post == null ? "" : post.strip().toLowerCase(Locale.ROOT);
        return leadingPosts.stream().map(l -> l.strip().toLowerCase(Locale.ROOT))
                .anyMatch(l -> !l.isEmpty() && (name.equals(l) || name.startsWith(l + " ")));
    }
}
