package vn.tusoi.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tusoi.inspection.DeclarationCheck.Fault;
import vn.tusoi.register.Members.AssetDeclaration;

/** Declarations of assets: there and in time. */
class DeclarationCheckTests {

    private static final MonthDay LAST = MonthDay.of(12, 31);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static List<DeclarationCheck.Flaw> flaws(AssetDeclaration... declarations) {
        return DeclarationCheck.flaws(List.of(declarations), LAST, TODAY);
    }

    @Test
    void filedOnTheLastDayIsInTime() {
        assertThat(flaws(new AssetDeclaration(2025, LocalDate.of(2025, 12, 31), null))).isEmpty();
    }

    @Test
    void filedTheDayAfterIsOneDayLate() {
        assertThat(flaws(new AssetDeclaration(2025, LocalDate.of(2026, 1, 1), null))).singleElement()
                .satisfies(f -> {
                    assertThat(f.fault()).isEqualTo(Fault.LATE);
                    assertThat(f.daysLate()).isEqualTo(1);
                });
    }

    @Test
    void aYearAfterTheLastDeclarationIsMissingOnceItsLastDayIsOver() {
        assertThat(flaws(new AssetDeclaration(2024, LocalDate.of(2024, 12, 1), null))).singleElement()
                .satisfies(f -> assertThat(f).extracting(DeclarationCheck.Flaw::year, DeclarationCheck.Flaw::fault).containsExactly(2025, Fault.MISSING));
    }

    @Test
    void thisYearsDeclarationIsNotMissingBeforeItIsDue() {
        assertThat(flaws(new AssetDeclaration(2026, null, null))).isEmpty();
    }

    @Test
    void whoNeverDeclaredIsNotTakenToBeObliged() {
        assertThat(flaws()).isEmpty();
    }
}
