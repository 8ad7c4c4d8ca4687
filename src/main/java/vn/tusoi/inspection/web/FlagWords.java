package vn.tusoi.inspection.web;

import java.time.LocalDate;
import java.util.List;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.tusoi.inspection.CheckList;
import vn.tusoi.inspection.RuleFlag;
import vn.tusoi.rulebook.Citation;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Value;
import vn.tusoi.site.Show;

/** A rule flag in the reader's words; templates call it as {@code @flagWords}. */
@Component("flagWords")
class FlagWords {

    private final Show show;

    FlagWords(Show show) {
        this.show = show;
    }

    public String statement(RuleFlag flag) {
        return show.say(flag.key(), flag.args().stream().map(this::word).toArray());
    }

    /** Dates as days, figures by the language's rules, message keys as their message. */
    public String word(Object value) {
        if (value instanceof LocalDate day) {
            return show.day(day);
        }
        if (value instanceof Number number) {
            return show.number(number);
        }
        return value == null ? "" : show.sayOr(value.toString(), value.toString());
    }

    public String cited(RuleSet set, Value value) {
        String language = LocaleContextHolder.getLocale().getLanguage();
        Citation c = set.citations().get(value.citation());
        String words = "en".equals(language) ? value.en() : value.vi();
        return show.say("flag.cited", words, value.value().toString(), c == null ? value.citation() : c.number(), c == null ? "" : show.day(c.date()));
    }

    /** An item of the inspection's list: what it is called, and what was answered. @param unit whose own it is; null for the rule set's */
    public record Checked(String name, String answer, boolean matter, String reference, String unit) { }

    public List<Checked> checks(RuleSet set, List<CheckList.Answer> answers) {
        String language = LocaleContextHolder.getLocale().getLanguage();
        return answers.stream().map(a -> {
            Item item = set.item("checks", a.item());
            Item answer = set.item("checkAnswers", a.answer());
            Object unit = item.more().get("unitName");
            return new Checked(item.text(language), answer.text(language), Boolean.TRUE.equals(answer.more().get("matter")), a.reference(), unit == null ? null : unit.toString());
        }).toList();
    }

    /** What an act is called in the rule set, with its article. */
    public String act(RuleSet set, String code) {
        String language = LocaleContextHolder.getLocale().getLanguage();
        return set.catalogue("acts").stream().filter(i -> i.code().equals(code)).findFirst()
                .map(i -> show.say("draft.act", i.article(), i.text(language))).orElse(code);
    }

}
