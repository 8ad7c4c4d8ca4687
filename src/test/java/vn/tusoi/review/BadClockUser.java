package vn.tusoi.review;

import java.time.LocalDate;

/** Bad on purpose: asks the system for the time. */
class BadClockUser {
    LocalDate today() {
        return LocalDate.now();
    }
}
