package vn.tusoi.rehearsal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.springframework.beans.DirectFieldAccessor;
import vn.tusoi.access.Actor;
import vn.tusoi.worklist.Pass;

/**
 * One task in the hands of one person.
 *
 * @param form  the form as the page would show it before anything is typed
 * @param luck  decides what this person does; the same for the same task in every rehearsal with this seed
 * @param times how often this task came up on this subject before
 * @param seed  of the whole rehearsal
 * @param group who holds the office of this task: the first, the second and so on; somebody is appointed where there is none
 * @param fate  what is to become of the case; {@link Fate#NONE} for lists, conferences and rounds
 */
record Scene(Pass pass, Object form, long seed, Luck luck, int times, LocalDate today, Fate fate, IntFunction<Actor> group) {

    String code() {
        return pass.subject().code();
    }

    /** Chance that several tasks share, such as both counts of one box. */
    Luck shared(Object... words) {
        Object[] all = new Object[words.length + 1];
        all[0] = code();
        System.arraycopy(words, 0, all, 1, words.length);
        return Luck.of(seed, all);
    }

    /** How many lines a list in the blank form has. */
    int lines(String field) {
        return ((Collection<?>) new DirectFieldAccessor(form).getPropertyValue(field)).size();
    }

    /** The names under which a map in the blank form has lines. */
    List<String> keys(String field) {
        return ((Map<?, ?>) new DirectFieldAccessor(form).getPropertyValue(field)).keySet().stream().map(String::valueOf).toList();
    }

    String slot() {
        return pass.item().slot();
    }
}
