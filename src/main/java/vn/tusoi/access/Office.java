package vn.tusoi.access;

import vn.tusoi.register.Unit;

/** A function in a unit, as held today. */
public record Office(Function function, Unit unit) {

    /** Key under which the work list files what this office has to do: {@code FUNCTION@unit}. */
    public String groupKey() {
        return function + "@" + unit.code();
    }

    public boolean covers(Unit other) {
        return other.path().startsWith(unit.realm());
    }
}
