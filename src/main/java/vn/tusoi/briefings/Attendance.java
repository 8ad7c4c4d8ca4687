package vn.tusoi.briefings;

/** Of a member in a cell's session. */
public enum Attendance { ATTENDED, EXCUSED, ABSENT }
