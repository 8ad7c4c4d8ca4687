package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The description of the record's form says what the program does: its example is computed anew, its list of tables is the program's. */
class RecordFormatTests {

    private static final Path FILE = Path.of("processes/record-format.md");
    /** RFC 8032, section 7.1, test 1: a key everybody may know. */
    private static final String KEY = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    private static String example() {
        String shown = "{\"code\":\"NQ26-0001\",\"content_salt\":\"0f1e2d3c4b5a69788796a5b4c3d2e1f0\",\"return_reason\":\"Thiếu bản kê khai\",\"stage\":\"ASSESSMENT\",\"stage_since\":\"2026-11-25T06:00:00.123456Z\",\"suspended\":false,\"version\":3}";
        String cell = Cells.digest("vetting_case", "return_reason", "0f1e2d3c4b5a69788796a5b4c3d2e1f0", "Thiếu bản kê khai");
        String row = "{\"code\":\"NQ26-0001\",\"return_reason\":\"" + cell + "\",\"stage\":\"ASSESSMENT\",\"stage_since\":\"2026-11-25T06:00:00.123456Z\",\"suspended\":false,\"version\":3}";
        String rows = "[" + RowDigests.reference(new Mark("vetting_case", List.of("NQ26-0001")), 1, RowDigests.digest(DigestedTable.named("vetting_case"), List.of(row))) + "]";
        Line first = new Line("CASE:NQ26-0001", 1, 41, 1, Instant.parse("2026-11-24T01:30:00Z"), Canonical.NOTHING, null, null, null, null, "00112233445566778899aabbccddeeff",
                "CASE", "NQ26-0001", "CASE_OPENED", null, "2026-07", null, null, "{\"round\":\"NQ26\"}", null, "ffeeddccbbaa99887766554433221100", null, null);
        Line second = new Line("CASE:NQ26-0001", 2, 57, 1, Instant.parse("2026-11-25T06:00:00.123456Z"), first.hash(), "nong.binh", "Nông Văn \"Bình\"", "CELL_SECRETARY",
                "X01-03", "0123456789abcdef0123456789abcdef", "CASE", "NQ26-0001", "SELF_REVIEW_EXTENDED", "EXTEND", "2026-07", "selfReview.days",
                Canonical.textDigest("Ốm, có giấy của bệnh viện"), Canonical.json(new TreeMap<>(Map.of("days", 5, "until", "2026-11-30"))), rows,
                "fedcba9876543210fedcba9876543210", null, null);
        List<Checkpoints.Head> heads = List.of(new Checkpoints.Head("CASE:NQ26-0001", 2, second.hash()), new Checkpoints.Head("SYSTEM", 1, first.hash()));
        Checkpoint open = new Checkpoint(1, 1, Instant.parse("2026-11-25T07:00:00Z"), 3, 2, Checkpoints.root(heads), Checkpoints.root(heads), "PERIODIC", Canonical.NOTHING,
                KeyRing.id(KEY), null, null, null);
        StringBuilder out = new StringBuilder();
        line(out, "row, as a pack shows it", shown);
        line(out, "row, as it is digested", row);
        line(out, "reason stated", "Ốm, có giấy của bệnh viện");
        line(out, "entry 1, who", first.who());
        line(out, "entry 1, what", first.what());
        line(out, "entry 1, head", first.head());
        line(out, "entry 1, digest", first.hash());
        line(out, "entry 2, who", second.who());
        line(out, "entry 2, what", second.what());
        line(out, "entry 2, head", second.head());
        line(out, "entry 2, digest", second.hash());
        line(out, "leaf 1", heads.get(0).leaf());
        line(out, "leaf 2 (its hash is borrowed from entry 1)", heads.get(1).leaf());
        line(out, "key", KEY);
        line(out, "checkpoint", open.json());
        line(out, "its digest", open.computedHash());
        line(out, "its short code", Checkpoint.code(open.computedHash()));
        line(out, "handover to it from key 0000000000000000 would sign", KeyRing.handover(KeyRing.id(KEY), KEY, "2026-11-25T06:59:00.000000Z", "0000000000000000").replace("\n", " LF "));
        return out.toString().strip();
    }

    private static void line(StringBuilder out, String what, String text) {
        out.append("    ").append(what).append(":\n        ").append(text).append('\n');
    }

    private static String tables() {
        StringBuilder out = new StringBuilder("| table | key | columns left out | personal content | kind |\n|---|---|---|---|---|\n");
        for (DigestedTable table : DigestedTable.ALL) {
            out.append("| `").append(table.name()).append("` | ").append(String.join(", ", table.keys())).append(" | ")
                    .append(String.join(", ", table.ignored().stream().sorted().toList())).append(" | ")
                    .append(String.join(", ", table.content())).append(" | ").append(table.kind() == null ? "" : table.kind()).append(" |\n");
        }
        return out.toString().strip();
    }

    @Test
    void theDescriptionHoldsTheExampleAndTheTables() throws IOException {
        assertThat(DigestedTable.ALL).extracting(DigestedTable::name).doesNotHaveDuplicates();
        assertThat(Files.readString(FILE)).contains(example()).contains(tables());
    }
}
