package vn.tusoi.rulebook;

import java.util.Map;

/** An item of a catalogue: a stable code, the article that named it in this set, its words, and what else the catalogue says of it. */
public record Item(String code, String article, String vi, String en, String hintVi, String hintEn, boolean confirmed, Map<String, Object> more) {

    public String text(String language) {
        return "en".equals(language) ? en : vi;
    }

    public String hint(String language) {
        return "en".equals(language) ? hintEn : hintVi;
    }
}
