package vn.tusoi.ledger;

/** A place out of reach of whoever owns the database, where checkpoints are left. */
interface AnchorPlace {

    /** FILE, MAIL or TSA. */
    String name();

    /**
     * Leaves a checkpoint there.
     *
     * @return what the place gave for it, or null
     * @throws Exception where it could not be left; it is tried again later
     */
    String leave(Checkpoint checkpoint) throws Exception;
}
