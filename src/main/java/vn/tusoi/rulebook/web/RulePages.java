package vn.tusoi.rulebook.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.rulebook.Citation;
import vn.tusoi.rulebook.Explanations;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Value;
import vn.tusoi.rulebook.drafts.DraftAccess;
import vn.tusoi.site.ShowsNobody;

/** The rule book as officials read it. Everybody who is signed in may read all of it. */
@Controller
class RulePages {

    private final RuleBook rules;
    private final Explanations words;
    private final MessageSource messages;
    private final Clock clock;
    private final DraftAccess drafts;

    RulePages(RuleBook rules, Explanations words, MessageSource messages, Clock clock, DraftAccess drafts) {
        this.rules = rules;
        this.words = words;
        this.messages = messages;
        this.clock = clock;
        this.drafts = drafts;
    }

    /** @param standing IN_FORCE, PAST or COMING */
    record Line(RuleSet set, String name, String from, String to, String standing, int values, long confirmed, RuleSet before) { }

    record ValueLine(String key, String words, String value, String citation, boolean confirmed) { }

    record Group(String code, String name, List<ValueLine> lines) { }

    record ItemLine(String code, String article, String words, String hint, String more, boolean confirmed, boolean part) { }

    record Catalogue(String code, String anchor, String name, List<ItemLine> items, boolean articles, String citation, long confirmed) { }

    record Text(Citation citation, String date, String words, long used) { }

    @GetMapping("/rules")
    @ShowsNobody("rules")
    String list(Actor actor, Locale locale, Model model) {
        model.addAttribute("drafts", drafts.mayRead(actor));
        model.addAttribute("sets", rules.all().stream().map(s -> line(s, locale)).toList());
        return "rules/list";
    }

    @GetMapping("/rules/{code}")
    @ShowsNobody("rules")
    String show(@PathVariable String code, Actor actor, Locale locale, Model model) {
        RuleSet set = set(code);
        String language = locale.getLanguage();
        model.addAttribute("line", line(set, locale));
        model.addAttribute("others", rules.all().stream().filter(s -> !s.code().equals(code)).map(s -> line(s, locale)).toList());
        model.addAttribute("checkedOn", words.day(set.checkedOn()));
        model.addAttribute("groups", groups(set, language, locale));
        model.addAttribute("catalogues", set.catalogues().entrySet().stream().map(e -> catalogue(set, e.getKey(), e.getValue(), locale)).toList());
        model.addAttribute("tables", set.tables().stream().map(t -> words.table(set, t)).toList());
        model.addAttribute("texts", set.citations().values().stream().map(c -> new Text(c, words.day(c.date()), c.text(language),
                set.values().values().stream().filter(v -> c.code().equals(v.citation())).count())).toList());
        return "rules/set";
    }

    @GetMapping("/rules/{a}/compare/{b}")
    @ShowsNobody("rules")
    String compare(@PathVariable String a, @PathVariable String b, @RequestParam(defaultValue = "false") boolean all, Actor actor, Locale locale, Model model) {
        RuleSet left = set(a);
        RuleSet right = set(b);
        Comparison comparison = Comparison.of(left, right, locale.getLanguage(), words, c -> say(locale, "rules.catalogue." + c),
                article -> say(locale, "rules.article", article));
        model.addAttribute("left", line(left, locale));
        model.addAttribute("right", line(right, locale));
        model.addAttribute("comparison", comparison);
        model.addAttribute("different", comparison.different());
        model.addAttribute("all", all);
        return "rules/compare";
    }

    private RuleSet set(String code) {
        return rules.all().stream().filter(s -> s.code().equals(code)).findFirst().orElseThrow(() -> new Denied.Hidden(code));
    }

    private Line line(RuleSet set, Locale locale) {
        LocalDate today = LocalDate.now(clock);
        String standing = today.isBefore(set.from()) ? "COMING" : set.to() != null && today.isAfter(set.to()) ? "PAST" : "IN_FORCE";
        return new Line(set, set.name(locale.getLanguage()), words.day(set.from()), words.day(set.to()), standing, set.values().size(),
                set.values().values().stream().filter(Value::confirmed).count(),
                set.basedOn() == null ? null : rules.all().stream().filter(s -> s.code().equals(set.basedOn())).findFirst().orElse(null));
    }

    private List<Group> groups(RuleSet set, String language, Locale locale) {
        Map<String, List<ValueLine>> groups = new LinkedHashMap<>();
        set.values().values().forEach(v -> groups.computeIfAbsent(v.key().substring(0, v.key().indexOf('.')), any -> new ArrayList<>())
                .add(new ValueLine(v.key(), v.text(language), words.value(v), words.shortCitation(set, v.citation()), v.confirmed())));
        return groups.entrySet().stream().map(g -> new Group(g.getKey(), say(locale, "rules.group." + g.getKey()), g.getValue())).toList();
    }

    private Catalogue catalogue(RuleSet set, String name, List<Item> items, Locale locale) {
        String language = locale.getLanguage();
        List<ItemLine> lines = items.stream().map(i -> new ItemLine(i.code(), i.article(), i.text(language), i.hint(language), more(set, i, locale),
                i.confirmed(), i.more().get("parent") != null)).toList();
        Object cited = items.stream().map(i -> i.more().get("citation")).filter(c -> c != null).findFirst().orElse(null);
        return new Catalogue(name, "c-" + name.replace('.', '-'), say(locale, "rules.catalogue." + name), lines, items.stream().anyMatch(i -> i.article() != null),
                cited == null ? null : words.citation(set, cited.toString()), items.stream().filter(Item::confirmed).count());
    }

    private String more(RuleSet set, Item item, Locale locale) {
        if (item.more().get("postClass") instanceof String postClass) {
            return set.item("postClasses", postClass).text(locale.getLanguage());
        }
        String language = locale.getLanguage();
        if (item.more().get("decider") instanceof String decider) {
            return say(locale, "rules.decider." + decider);
        }
        if (item.more().get("forms") instanceof String forms) {
            return say(locale, "rules.forms", forms.replace(";", ", "));
        }
        if (item.more().get("begins") instanceof String begins) {
            return say(locale, "rules.begins", begins.replace(";", ", "));
        }
        if (item.more().get("level") instanceof String level) {
            return say(locale, "rules.conditionOf", set.item("ratings", level).text(language));
        }
        if (item.more().get("points") instanceof String points) {
            return set.value(points).text(language) + ": " + words.value(set.value(points));
        }
        if (item.more().get("place") instanceof String place) {
            return say(locale, "rules.place." + place);
        }
        if (item.more().get("matter") instanceof Boolean matter) {
            String check = item.more().get("check") instanceof String code ? say(locale, "rules.answerTo", set.item("checks", code).text(language)) : "";
            return matter ? (check + ". " + say(locale, "rules.matter")).replaceFirst("^\\. ", "") : check.isEmpty() ? null : check;
        }
        if (item.more().get("body") instanceof String body) {
            return say(locale, "rules.body." + body) + ", " + say(locale, "rules.ballot." + item.more().get("ballot"));
        }
        if (item.more().get("probationary") instanceof Boolean too) {
            return say(locale, too ? "rules.probationary" : "rules.probationary.not");
        }
        return null;
    }

    private String say(Locale locale, String key, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
