package vn.tusoi.access;

import java.time.LocalDate;
import vn.tusoi.register.Unit;

/** A function in a unit, as held today. @param since the day from which it is held, null where that is not known */
public record Office(Function function, Unit unit, LocalDate since) {

    public Office(Function function, Unit unit) {
        this(function, unit, null);
    }

    /** Key under which the work list files what this office has to do: {@code FUNCTION@unit}. */
    public String groupKey() {
        return function + "@" + unit.code();
    }

    public boolean covers(Unit other) {
        return other.path().startsWith(unit.realm());
    }
}
