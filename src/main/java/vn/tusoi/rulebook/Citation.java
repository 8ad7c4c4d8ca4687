package vn.tusoi.rulebook;

import java.time.LocalDate;

/**
 * A text that a value rests on: number and date, since numbers recur.
 *
 * @param confirmed whether number and date were seen on a credible page
 */
public record Citation(String code, String number, LocalDate date, boolean confirmed, String vi, String en) {

    public String text(String language) {
        return "en".equals(language) ? en : vi;
    }
}
