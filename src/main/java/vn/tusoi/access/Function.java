package vn.tusoi.access;

/** What an office entitles to do. Which unit performs a function for which other is data ({@code unit_function}). */
public enum Function {
    /** Every member with an account, for their own case. */
    MEMBER,
    CELL_SECRETARY, GRASSROOTS_COMMITTEE, ORGANISATION_BOARD,
    INSPECTOR, LEAD_INSPECTOR, INTERNAL_AFFAIRS, ASSET_CONTROL, FATHERLAND_FRONT,
    CONFERENCE_SECRETARY, COUNTER, CHAIR, APPROVER,
    AUDITOR, ADMINISTRATOR;

    /** Functions that may be given to an account as an office. */
    public boolean isOffice() {
        return this != MEMBER;
    }
}
