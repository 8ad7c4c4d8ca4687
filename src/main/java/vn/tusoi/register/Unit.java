package vn.tusoi.register;

import java.time.LocalDate;

/**
 * A node of the effective-dated tree of party organisations.
 *
 * @param path      codes from the root, e.g. {@code /T/X01/X01-03/}
 * @param validTo   last day on which the unit existed, null while it does
 * @param successor code of the unit that took over when this one was dissolved, or null
 */
public record Unit(String code, String name, UnitKind kind, String parent, String path,
                   LocalDate validFrom, LocalDate validTo, String successor) {

    public boolean existsOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /** The part of the tree this unit works for: its own, or its parent's where it is a body. */
    public String realm() {
        return kind == UnitKind.BODY ? path.substring(0, path.lastIndexOf('/', path.length() - 2) + 1) : path;
    }
}
