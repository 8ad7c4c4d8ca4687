package vn.tusoi.site;

import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import vn.tusoi.access.Function;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.WorkItem;

/** Why a task is somebody's, in a sentence; templates call it as {@code @reasons}. */
@Component("reasons")
class Reasons {

    private final Units units;
    private final Show show;

    Reasons(Units units, Show show) {
        this.units = units;
        this.show = show;
    }

    /** The sentence of the task's form; it may name the office with its unit (0), what the task is about (1), the unit (2), the office within a sentence (3). */
    public String why(WorkItem item) {
        if (item.function() == Function.MEMBER) {
            return show.sayOr("task." + item.formKey() + ".why", "", "", item.title(), "", "");
        }
        String function = show.say("function." + item.function());
        String unit = units.get(item.unitCode()).name();
        String office = show.say("work.office", function, unit);
        return show.sayOr("task." + item.formKey() + ".why", office, office, item.title(), unit, StringUtils.uncapitalize(function));
    }

    /** Whether somebody in the office has yet to take it; a member's own task is theirs from the start. */
    public boolean claimable(WorkItem item) {
        return item.claimedBy() == null && item.function() != Function.MEMBER;
    }
}
