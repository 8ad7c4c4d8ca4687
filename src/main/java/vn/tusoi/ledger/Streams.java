package vn.tusoi.ledger;

/**
 * Which chain an entry belongs to. Cases, lists, conferences and rounds have their own; what an office does to register or accounts goes to the unit's;
 * the rest is spread over sixteen, so that people who sign in do not wait for one another.
 */
final class Streams {

    static final String SYSTEM = "SYSTEM";

    private Streams() { }

    /** @param unit of the office in which somebody acts, null for none */
    static String of(String kind, String code, String unit) {
        return switch (kind) {
            case "CASE", "LIST", "CONFERENCE", "ROUND" -> kind + ":" + code;
            default -> unit != null ? "UNIT:" + unit : kind.equals("SYSTEM") ? SYSTEM
                    : SYSTEM + ":" + Canonical.digest("tusoi/stream/1", kind + ":" + code).charAt(0);
        };
    }
}
