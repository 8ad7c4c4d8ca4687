package vn.tusoi.register.web;

/** Writes cells that a spreadsheet shows as they are: what would begin a formula gets an apostrophe before it. */
final class SafeCsv {

    private SafeCsv() { }

    static String line(String... cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            if (!line.isEmpty()) {
                line.append(',');
            }
            line.append('"').append(harmless(cell == null ? "" : cell).replace("\"", "\"\"")).append('"');
        }
        return line.append("\r\n").toString();
    }

    private static String harmless(String text) {
        String start = text.stripLeading();
        return !start.isEmpty() && "=+-@".indexOf(start.charAt(0)) >= 0 || text.startsWith("\t") || text.startsWith("\r") || text.startsWith("\n")
                || !start.isEmpty() && "＝＋－＠".indexOf(start.charAt(0)) >= 0 ? "'" + text : text;
    }
}
