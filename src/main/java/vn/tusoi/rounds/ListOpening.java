package vn.tusoi.rounds;

/** Port to the planning lists: a launch opens one for each unit that has cases. */
public interface ListOpening {

    /**
     * Opens the list and starts its process, unless it is open already.
     *
     * @param targetPost code in the catalogue {@code posts} of the round's rule set
     * @param seats      seats to be filled in the unit
     */
    void ensureOpened(String listCode, String roundCode, String unitCode, String targetPost, int seats);
}
