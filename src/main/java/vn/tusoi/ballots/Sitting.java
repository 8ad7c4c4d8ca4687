package vn.tusoi.ballots;

import java.time.LocalDate;

/** One time a conference was convened; attendance is null until recorded. */
public record Sitting(int no, LocalDate heldOn, String heldAt, String place, int summoned, String convenedBy, Integer present, Integer needed,
                      Boolean quorate, String note, String recordedBy) { }
