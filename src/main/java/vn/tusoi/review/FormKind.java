package vn.tusoi.review;

import java.util.List;
import java.util.Locale;

/** Which of the three forms a member fills in (guidance 43-HD/BTCTW of 31/10/2025, forms 2A, 2B, 2C). */
public enum FormKind {

    /** Works in the political system, holds no leading post. */
    ORDINARY("2A"),
    /** Holds a leading post. */
    LEADER("2B"),
    /** Works outside the political system: self-rated as a member only. */
    OUTSIDE("2C");

    private final String form;

    FormKind(String form) {
        this.form = form;
    }

    /** Number of the form, as people call it. */
    public String form() {
        return form;
    }

    public static FormKind ofForm(String form) {
        for (FormKind kind : values()) {
            if (kind.form.equals(form)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no form " + form);
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

    private static boolean leads(String post, List<String> leadingPosts) {
        String name = post == null ? "" : post.strip().toLowerCase(Locale.ROOT);
        return leadingPosts.stream().map(l -> l.strip().toLowerCase(Locale.ROOT))
                .anyMatch(l -> !l.isEmpty() && (name.equals(l) || name.startsWith(l + " ")));
    }
}
