package vn.tusoi.rulebook.web;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import vn.tusoi.rulebook.drafts.EffectDesk;
import vn.tusoi.site.Show;

/** What came out and why, in the reader's words; templates call it as {@code @effectWords}. */
@Component("effectWords")
class EffectWords {

    private static final Pattern ROW = Pattern.compile("(\\w+)#(\\d+) (\\w+)");
    private static final Pattern VALUE = Pattern.compile("([\\w.]+) (\\d+)/(\\d+)(?: \\((\\d+)\\))?");

    private final Show show;

    EffectWords(Show show) {
        this.show = show;
    }

    public String area(String area) {
        return show.say("rules.effect.area." + area);
    }

    public String outcome(String area, String outcome) {
        return show.sayOr("rules.effect.outcome." + area + "." + outcome, show.sayOr("verdict." + outcome, outcome));
    }

    /** {@code eligibility#7 WAITING_WARNING} becomes the reason and its row; a value becomes its figures. */
    public String because(String because) {
        Matcher row = ROW.matcher(because);
        if (row.matches()) {
            return show.say("rules.effect.because.row", show.sayOr("rule." + row.group(3), row.group(3)), row.group(2));
        }
        Matcher value = VALUE.matcher(because);
        return value.matches() ? show.sayOr("rules.effect.because." + value.group(1), because, value.group(2), value.group(3), value.group(4)) : because;
    }

    /** How many stay as they were. */
    public int same(List<EffectDesk.Count> counts) {
        return counts.stream().filter(EffectDesk.Count::isSame).mapToInt(EffectDesk.Count::howMany).sum();
    }

    public boolean any(List<Comparison.Line> lines) {
        return lines.stream().anyMatch(Comparison.Line::isDifferent);
    }

    /** Where the thing that was decided is read. */
    public String href(EffectDesk.Line line) {
        return switch (line.area()) {
            case "composition", "size" -> "/lists/" + line.subject();
            case "eligibility", "cap" -> "/rounds/" + line.round();
            default -> "/cases/" + line.subject();
        };
    }
}
