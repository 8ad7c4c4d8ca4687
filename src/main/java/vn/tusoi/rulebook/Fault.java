package vn.tusoi.rulebook;

/** What is wrong with a rule set, and where. @param line counted from 1; 0 where the whole file is meant */
public record Fault(String file, int line, String text) {

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + text;
    }
}
