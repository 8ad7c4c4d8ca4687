package vn.tusoi.register;

/** Where the rows of a register come from: a folder of files, or the demonstration's generator. May be read more than once. */
public interface RegisterRows {

    /**
     * Hands over every row of a file in order, cells in the order of {@link RegisterFile#columns()}.
     *
     * @throws Unreadable where the file as a whole cannot be used
     */
    void read(RegisterFile file, Sink sink) throws Unreadable;

    /** Takes rows one by one; nothing of a row is kept by the source. */
    interface Sink {

        /** @param number as a spreadsheet counts, the head being row 1 */
        void row(int number, String[] cells);

        /** A row that has not as many cells as the head. */
        void uneven(int number, int found, int expected);
    }

    /** The file as a whole cannot be used. */
    class Unreadable extends Exception {

        private final transient Fault fault;

        Unreadable(Fault fault) {
            super(fault.key());
            this.fault = fault;
        }

        public Fault fault() {
            return fault;
        }
    }
}
