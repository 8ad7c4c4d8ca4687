package vn.tusoi.worklist;

/** What a task is about; {@link #area()} is the first part of its address. */
public enum SubjectKind {
    CASE("cases"), LIST("lists"), CONFERENCE("conferences"), ROUND("rounds"), COLLECTIVE("collectives");

    private final String area;

    SubjectKind(String area) {
        this.area = area;
    }

    public String area() {
        return area;
    }
}
