package vn.tusoi.room;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.tusoi.ledger.Sentences;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.site.Show;

/** Entries and answers in the reader's words. */
@Component
class Told {

    private static final int REMEMBERED = 10_000;

    private record Rule(String set, String ref, String language) { }

    private final Units units;
    private final RuleBook rules;
    private final Show show;
    /** Rule sets never change once they are in force. */
    private final Map<Rule, String> words = new ConcurrentHashMap<>();

    Told(Units units, RuleBook rules, Show show) {
        this.units = units;
        this.rules = rules;
        this.show = show;
    }

    String sentence(String act, String person, String outcome, String office) {
        return Sentences.whole(show.sayOr("act." + act, act, person == null ? show.say("record.process") : person, outcome == null ? "" : outcome(outcome), office));
    }

    String outcome(String code) {
        return code == null || code.isEmpty() ? "" : show.sayOr("outcome." + code, show.sayOr("conclusion." + code, code));
    }

    String office(String function, String unit) {
        return function == null ? "" : show.say("work.office", show.sayOr("function." + function, function), unit(unit));
    }

    String unit(String code) {
        return code == null ? "" : units.find(code).map(u -> u.name()).orElse(code);
    }

    /** Rule set, and in its own words what of it was applied: the tables with the rows that answered, the values, the items of catalogues. */
    String rule(String ruleSet, String ref) {
        if (ruleSet == null || ref == null) {
            return ruleSet == null ? "" : ruleSet;
        }
        if (words.size() > REMEMBERED) {
            words.clear();
        }
        return words.computeIfAbsent(new Rule(ruleSet, ref, LocaleContextHolder.getLocale().getLanguage()), rule -> {
            Optional<RuleSet> set = rules.all().stream().filter(s -> s.code().equals(ruleSet)).findFirst();
            return show.say("room.rule", ruleSet, Arrays.stream(ref.split(",")).distinct().map(part -> part(set, part, rule.language())).collect(Collectors.joining("; ")));
        });
    }

    private String part(Optional<RuleSet> set, String ref, String language) {
        int cut = ref.indexOf('#');
        String name = cut < 0 ? ref : ref.substring(0, cut);
        if (cut < 0) {
            return set.map(s -> s.values().get(name)).map(v -> v.text(language)).orElse(ref);
        }
        String row = ref.substring(cut + 1);
        return set.map(s -> s.catalogues().get(name)).flatMap(items -> items.stream().filter(i -> i.code().equals(row)).findFirst())
                .map(i -> show.say("room.rule.item", i.text(language), row)).orElseGet(() -> show.say("room.rule.row", show.sayOr("table." + name + ".name", name), row));
    }

    /** Why an entry answers the question. */
    String why(Question question, Questions.Answer x) {
        return switch (question) {
            case LATE -> show.say("room.q.LATE.answer", task(x.a()), day(x.b()), day(x.c()));
            case STAND_IN -> x.b().equals("CLAIM") ? show.say("room.q.STAND_IN.claim", task(x.a()), x.c() == null ? "" : x.c()) : show.say("room.q.STAND_IN.office", task(x.a()));
            case RETURNED_TWICE -> show.say("room.q.RETURNED_TWICE.answer", x.a());
            case OTHER_CONCLUSION -> show.say("room.q.OTHER_CONCLUSION.answer", outcome(x.detail("proposal")), outcome(x.outcome()));
            case OTHER_RATING -> show.say("room.q.OTHER_RATING.answer", outcome(x.detail("proposed")), outcome(x.outcome()));
            case LIST_AFTER_VOTE -> show.say("room.q.LIST_AFTER_VOTE.answer", x.detail("list"), x.outcome() == null ? "" : show.sayOr("planning.out." + x.outcome(), x.outcome()));
            case READ_WITHOUT_STEP -> show.say("room.q.READ_WITHOUT_STEP.answer", show.sayOr("stage." + x.detail("stage"), x.detail("stage")));
            case REFUSED_ACCESS -> x.detail("path").isEmpty() ? show.say("room.q.REFUSED_ACCESS.door") : show.say("room.q.REFUSED_ACCESS.answer", x.detail("method"), x.detail("path"));
            case TOUCHED -> show.say("room.q.TOUCHED.answer", x.a());
            case PAIRS -> show.say("room.q.PAIRS." + x.a(), x.b(), x.c());
            case FAST -> show.say("room.q.FAST.answer", task(x.a()), Math.max(0, Long.parseLong(x.b())));
        };
    }

    private String task(String formKey) {
        return show.sayOr("task." + formKey, formKey);
    }

    private String day(String iso) {
        return iso == null ? "" : show.day(LocalDate.parse(iso));
    }
}
