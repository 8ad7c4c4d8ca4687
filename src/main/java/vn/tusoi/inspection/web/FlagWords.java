package vn.tusoi.inspection.web;

import java.time.LocalDate;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.tusoi.inspection.RuleFlag;
import vn.tusoi.rulebook.Citation;
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

    /** What an act is called in the rule set, with its article. */
    public String act(RuleSet set, String code) {
        String language = LocaleContextHolder.getLocale().getLanguage();
        return set.catalogue("acts").stream().filter(i -> i.code().equals(code)).findFirst()
                .map(i -> show.say("draft.act", i.article(), i.text(language))).orElse(code);
    }

}
