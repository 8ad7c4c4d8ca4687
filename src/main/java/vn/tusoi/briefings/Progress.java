package vn.tusoi.briefings;

import vn.tusoi.register.Unit;

/** How far a unit is with a briefing: its cells, those that held their session, its members, who attended, was excused, has read it. */
public record Progress(Unit unit, int cells, int held, int members, int attended, int excused, int read) {

    /** Every cell held its session and every member has read the text. */
    public boolean done() {
        return held == cells && read >= members;
    }

    /** Whole percent of members who have read it, the fraction dropped; 100 where there is nobody. */
    public int percent() {
        return members == 0 ? 100 : (int) (read * 100L / members);
    }

    Progress plus(Progress other) {
        return new Progress(unit, cells + other.cells, held + other.held, members + other.members, attended + other.attended, excused + other.excused, read + other.read);
    }
}
