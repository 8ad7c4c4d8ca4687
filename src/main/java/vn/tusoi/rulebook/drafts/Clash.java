package vn.tusoi.rulebook.drafts;

import java.util.List;

/** Somebody else changed the same parts meanwhile. Nothing was saved; the page shows both and keeps what was typed. */
public class Clash extends RuntimeException {

    private final transient List<RuleDrafts.Saved> saves;
    private final transient List<Both> parts;

    Clash(List<RuleDrafts.Saved> saves, List<Both> parts) {
        super("changed meanwhile: " + parts.stream().map(Both::path).toList());
        this.saves = List.copyOf(saves);
        this.parts = List.copyOf(parts);
    }

    /** @param theirs as it stands now; @param mine as it was to be */
    public record Both(String path, String theirs, String mine) { }

    /** Who saved meanwhile, oldest first. */
    public List<RuleDrafts.Saved> saves() {
        return saves;
    }

    public List<Both> parts() {
        return parts;
    }
}
