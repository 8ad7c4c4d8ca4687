package vn.tusoi.documents;

import java.util.Collection;
import java.util.TreeMap;
import vn.tusoi.ledger.Canonical;

/** What stands on a paper, in a form that always gives the same characters: its digest is compared years later, by another version of the program. */
final class Facts {

    private final TreeMap<String, Object> facts = new TreeMap<>();

    /** @param kind tells papers apart that say the same */
    static Facts of(PaperKind kind) {
        return new Facts().with("paper", kind);
    }

    Facts with(String name, Object value) {
        facts.put(name, value == null ? null : Canonical.nfc(value.toString()));
        return this;
    }

    Facts with(String name, Collection<?> values) {
        facts.put(name, values.stream().map(v -> Canonical.nfc(String.valueOf(v))).toList());
        return this;
    }

    String digest() {
        return Canonical.digest("tusoi/paper/1", Canonical.json(facts));
    }
}
