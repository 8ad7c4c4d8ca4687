package vn.tusoi.ledger;

/** Work that comes up by itself while the program serves; {@link Watch} calls it several times a minute, on each node. */
public interface Tending {

    /** Must be quick where there is nothing to do, and may fail: it is then said in the log and called again. */
    void tend();
}
