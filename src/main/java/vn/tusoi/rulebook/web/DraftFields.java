package vn.tusoi.rulebook.web;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.tusoi.rulebook.Proposal;
import vn.tusoi.rulebook.Shape;
import vn.tusoi.rulebook.drafts.DraftText;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;

/** The parts of a draft as fields of a form, each with what is wrong with it. */
@Component
class DraftFields {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);
    /** Before the path, in the name of each field. */
    static final String PREFIX = "f:";

    private final Show show;

    DraftFields(Show show) {
        this.show = show;
    }

    /**
     * @param kind   text, area, date or select
     * @param theirs what somebody else wrote here meanwhile; null where nobody did
     */
    record Field(String path, String label, String hint, String kind, String value, List<Choice> options, String theirs) {

        public String getName() {
            return PREFIX + path;
        }

        public String getId() {
            return "f-" + path.replace('/', '-');
        }
    }

    /** Fields that belong together. @param faults what is wrong with them, in the reader's language */
    record Block(String path, String title, String note, List<Field> fields, List<Field> words, List<String> faults) {

        public String getId() {
            return "b-" + path.replace('/', '-');
        }
    }

    /** What is shown in the fields. @param typed what the person typed, where the page comes back; @param theirs by path, what others wrote meanwhile */
    record Shown(DraftText text, Proposal proposal, Map<String, String> typed, Map<String, String> theirs) {

        String value(String path) {
            return typed.containsKey(path) ? typed.get(path) : text.get(path);
        }
    }

    List<Block> head(Shown s) {
        List<Field> fields = List.of(field(s, "code", "text"), field(s, "vi", "text"), field(s, "en", "text"), field(s, "from", "date"), field(s, "to", "date"),
                field(s, "checkedBy", "text"), field(s, "checkedOn", "date"));
        List<String> faults = new ArrayList<>();
        fields.forEach(f -> faults.addAll(faults(s, f.path())));
        return List.of(new Block("head", show.say("rules.draft.head"), "", fields, List.of(), faults));
    }

    /** @param group what stands before the first dot of the keys */
    List<Block> values(Shown s, String group, List<String> keys) {
        List<Block> blocks = new ArrayList<>();
        for (String key : keys.stream().filter(k -> k.startsWith(group + ".")).toList()) {
            String path = "values/" + key;
            Optional<Shape> shape = Shape.of(key);
            boolean codes = shape.isPresent() && !shape.get().codes().isEmpty();
            List<Choice> options = codes ? shape.get().codes().stream().map(c -> Choice.of(c, show.sayOr("rules.code." + c, c))).toList() : List.of();
            Field value = new Field(path + "/value", show.say("rules.draft.field.value"), hint(shape.orElse(null)), codes ? "select" : "text", s.value(path + "/value"), options,
                    s.theirs().get(path + "/value"));
            String words = s.text().get(path + "/" + language());
            blocks.add(new Block(path, words.isEmpty() ? key : words, key, List.of(value, citation(s, path + "/citation"), yesNo(s, path + "/confirmed"),
                    field(s, path + "/checkedBy", "text")), List.of(field(s, path + "/vi", "text"), field(s, path + "/en", "text")), faults(s, path)));
        }
        return blocks;
    }

    List<Block> item(Shown s, String catalogue, String code) {
        String path = "catalogues/" + catalogue + "/" + code;
        List<Field> fields = new ArrayList<>();
        for (String name : DraftText.fields(catalogue)) {
            String at = path + "/" + name;
            Optional<String> refers = Shape.refersTo(catalogue, name);
            if (name.equals("citation")) {
                fields.add(citation(s, at));
            } else if (name.equals("confirmed") || Shape.isYesOrNo(name)) {
                fields.add(yesNo(s, at));
            } else if (refers.isPresent()) {
                fields.add(select(s, at, s.text().keys("catalogues/" + refers.get()).stream()
                        .map(c -> Choice.of(c, c + " · " + s.text().get("catalogues/" + refers.get() + "/" + c + "/" + language()))).toList()));
            } else if (!Shape.codes(name).isEmpty()) {
                String group = name.equals("decider") ? "rules.decider." : "rules." + name + ".";
                fields.add(select(s, at, Shape.codes(name).stream().map(c -> Choice.of(c, show.sayOr(group + c, c))).toList()));
            } else {
                fields.add(field(s, at, List.of("vi", "en", "hintVi", "hintEn").contains(name) ? "area" : "text"));
            }
        }
        return List.of(new Block(path, code, "", fields, List.of(), faults(s, path)));
    }

    List<Block> citation(Shown s, String code, boolean any) {
        String path = "citations/" + code;
        return List.of(new Block(path, code, "", List.of(field(s, path + "/number", "text"), field(s, path + "/date", "date"), yesNo(s, path + "/confirmed"),
                field(s, path + "/vi", "text"), field(s, path + "/en", "text")), List.of(), any ? faults(s, path) : List.of()));
    }

    List<String> faults(Shown s, String part) {
        return s.proposal().in(part).stream().map(f -> f.fault().text(language())).distinct().toList();
    }

    private Field field(Shown s, String path, String kind) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String value = s.value(path);
        String theirs = s.theirs().get(path);
        return new Field(path, label(name), show.sayOr("rules.draft.hint." + name, ""), kind, kind.equals("date") ? shown(value) : value, List.of(),
                theirs == null || !kind.equals("date") ? theirs : shown(theirs));
    }

    private Field select(Shown s, String path, List<Choice> options) {
        return new Field(path, label(path.substring(path.lastIndexOf('/') + 1)), "", "select", s.value(path), options, s.theirs().get(path));
    }

    private Field citation(Shown s, String path) {
        return select(s, path, s.text().keys("citations").stream().map(c -> {
            String date = s.text().get("citations/" + c + "/date");
            return Choice.of(c, c + " · " + s.text().get("citations/" + c + "/number") + (date.isEmpty() ? "" : ", " + shown(date)));
        }).toList());
    }

    private Field yesNo(Shown s, String path) {
        boolean confirmed = path.endsWith("/confirmed");
        return select(s, path, List.of(Choice.of("true", show.say(confirmed ? "rules.confirmed" : "rules.yes")), Choice.of("false", show.say(confirmed ? "rules.assumed" : "rules.no"))));
    }

    private String label(String name) {
        return show.sayOr("rules.draft.field." + name, name);
    }

    private String hint(Shape shape) {
        return shape == null || !shape.codes().isEmpty() ? "" : shape.number() ? show.say("rules.draft.hint.range", show.number(shape.from()), show.number(shape.to()))
                : show.say("rules.draft.hint.form", shape.pattern());
    }

    /** A day as people write it; what is no day stays as it was typed. */
    static String shown(String iso) {
        try {
            return DAY.format(LocalDate.parse(iso));
        } catch (DateTimeParseException unfinished) {
            return iso;
        }
    }

    /** A day as files write it; what is no day stays as it was typed. */
    static String stored(String typed) {
        Optional<LocalDate> day = day(typed);
        return day.isPresent() ? day.get().toString() : typed;
    }

    static Optional<LocalDate> day(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed == null ? "" : typed.strip(), DAY));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    private static String language() {
        return org.springframework.context.i18n.LocaleContextHolder.getLocale().getLanguage();
    }
}
