package vn.tusoi.inspection;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import vn.tusoi.register.Members.AssetDeclaration;

/** Whether the declarations of assets are all there and came in time. Who never declared is not taken to be obliged. */
final class DeclarationCheck {

    enum Fault { MISSING, LATE }

    /** @param daysLate 0 where it is missing */
    record Flaw(int year, Fault fault, LocalDate due, LocalDate filed, long daysLate) { }

    private DeclarationCheck() { }

    /** @param last last day of each year on which its declaration is in time */
    static List<Flaw> flaws(List<AssetDeclaration> declarations, MonthDay last, LocalDate today) {
        List<Flaw> flaws = new ArrayList<>();
        for (AssetDeclaration d : declarations) {
            LocalDate due = last.atYear(d.year());
            if (d.filedOn() == null) {
                if (due.isBefore(today)) {
                    flaws.add(new Flaw(d.year(), Fault.MISSING, due, null, 0));
                }
            } else if (d.filedOn().isAfter(due)) {
                flaws.add(new Flaw(d.year(), Fault.LATE, due, d.filedOn(), ChronoUnit.DAYS.between(due, d.filedOn())));
            }
        }
        int newest = declarations.stream().mapToInt(AssetDeclaration::year).max().orElse(today.getYear());
        for (int year = newest + 1; last.atYear(year).isBefore(today); year++) {
            flaws.add(new Flaw(year, Fault.MISSING, last.atYear(year), null, 0));
        }
        return flaws;
    }
}
