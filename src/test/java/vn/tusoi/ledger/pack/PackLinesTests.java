package vn.tusoi.ledger.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tusoi.ledger.Canonical;
import vn.tusoi.ledger.Checkpoint;
import vn.tusoi.ledger.Faults;
import vn.tusoi.ledger.Line;
import vn.tusoi.ledger.Merkle;

/** The quick reading of entries and of canonical JSON against the strict one. */
class PackLinesTests {

    private static final String STREAM = "CASE:Đ26-\"1\"";
    private static final Set<String> ACTS = Set.of("ROUND_CLOSED", "CONTENT_DELETED");

    private final Random random = new Random(26);

    @Test
    void linesAsTheProgramWritesThemAreReadQuicklyAndTheSameAsStrictly() throws IOException {
        for (String text : lines()) {
            byte[] line = text.getBytes(StandardCharsets.UTF_8);
            PackLines reader = new PackLines(STREAM, ACTS);
            PackEntry quick = reader.quick(line, 0, line.length, 7);
            assertThat(quick).as(text).isNotNull().isEqualTo(reader.strict(line, 0, line.length, 7));
            assertThat(quick.whole()).isTrue();
        }
    }

    @Test
    void noChangedLineIsReadQuickly() throws IOException {
        List<String> lines = lines();
        for (int i = 0; i < 60_000; i++) {
            byte[] line = changed(lines.get(random.nextInt(lines.size())));
            PackLines reader = new PackLines(STREAM, ACTS);
            PackEntry quick = reader.quick(line, 0, line.length, 7);
            if (quick != null) {
                assertThat(new String(line, StandardCharsets.UTF_8)).as("its digests cover all of a line").isIn(lines);
            }
        }
    }

    @Test
    void aHeadThatTheProgramWouldNotWriteIsNotReadEvenWithADigestThatFits() throws IOException {
        String good = "{\"at\":\"2026-11-25T06:00:00.000000Z\",\"prev\":\"" + "a".repeat(64) + "\",\"seq\":1,\"stream\":" + quoted(STREAM) + ",\"tx\":1,\"v\":1,\"what\":\""
                + "b".repeat(64) + "\",\"who\":\"" + "c".repeat(64) + "\"}";
        assertThat(read(sealed(good)).readable()).isTrue();
        for (List<String> change : List.of(List.of("11-25", "02-30"), List.of("11-25", "13-01"), List.of("T06", "T24"), List.of("00.0", "60.0"), List.of("00Z", "00+00:00"),
                List.of("aa", "AA"), List.of("bb", "BB"), List.of("cc", "gg"), List.of("\"seq\":1", "\"seq\":01"), List.of("\"seq\":1", "\"seq\":\"1\""), List.of("\"tx\":1", "\"tx\":1.0"),
                List.of("\"v\":1", "\"v\":9999999999"), List.of(",\"v\":1", ""), List.of("\"v\":1", "\"v\":1,\"w\":1"))) {
            String wrong = good.replace(change.get(0), change.get(1));
            assertThat(wrong).isNotEqualTo(good);
            assertThat(read(sealed(wrong)).readable()).as(wrong).isFalse();
        }
        assertThat(read(sealed(good.replace("Đ26", "Đ27"))).readable()).as("of another stream").isFalse();
    }

    private static PackEntry read(String text) throws IOException {
        byte[] line = text.getBytes(StandardCharsets.UTF_8);
        return new PackLines(STREAM, ACTS).read(line, 0, line.length, 1);
    }

    @Test
    void aLineWithAMemberThatNothingCoversIsNotRead() throws IOException {
        String line = lines().get(0);
        assertThat(read(line.substring(0, line.length() - 1) + ",\"zz\":1}").readable()).isFalse();
    }

    @Test
    void whatIsSurelyCanonicalIsCanonical() {
        int sure = 0;
        for (int i = 0; i < 40_000; i++) {
            String json = Canonical.json(object(3));
            byte[] text = i % 2 == 0 ? json.getBytes(StandardCharsets.UTF_8) : changed(json);
            CanonicalScan scan = new CanonicalScan();
            if (scan.object(text, 0, text.length, null) == text.length && !scan.wide()) {
                sure++;
                String read = PackReader.text(text);
                assertThat(Strict.object(read)).as(read).isNotNull();
            }
        }
        assertThat(sure).isGreaterThan(5_000);
        for (String wrong : List.of("{\"a\":1,\"a\":1}", "{\"b\":1,\"a\":1}", "{\"a\": 1}", "{\"a\":01}", "{\"a\":-0}", "{\"a\":1.0}", "{\"a\":null}", "{\"a\":1,}", "{\"a\":[1,]}", "{\"a\":\"\u0001\"}",
                "{\"a\":truE}", "{\"a\"", "{", "")) {
            byte[] text = wrong.getBytes(StandardCharsets.UTF_8);
            assertThat(new CanonicalScan().object(text, 0, text.length, null)).as(wrong).isEqualTo(CanonicalScan.UNSURE);
            assertThat(Strict.object(text, 0, text.length)).as(wrong).isNull();
        }
    }

    @Test
    void linesComeWholeHoweverTheyLieInTheBuffer(@TempDir Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            lines.add("x".repeat(i % 50 == 0 ? random.nextInt(300_000) : random.nextInt(3_000)) + i);
        }
        for (String end : List.of("\n", "")) {
            Path zip = zip(folder.resolve("a" + end.length() + ".zip"), (String.join("\n", lines) + end).getBytes(StandardCharsets.UTF_8));
            try (PackReader reader = new PackReader(zip)) {
                List<String> read = new ArrayList<>();
                try (FileLines each = reader.lines("entries/000001.jsonl")) {
                    while (each.next()) {
                        read.add(new String(each.copy(), StandardCharsets.UTF_8));
                        assertThat(each.number()).isEqualTo(read.size());
                    }
                }
                assertThat(read).isEqualTo(lines);
                String digest = reader.digest("entries/000001.jsonl");
                reader.skim("entries/000001.jsonl");
                assertThat(reader.digest("entries/000001.jsonl")).isEqualTo(digest).hasSize(64);
            }
        }
    }

    @Test
    void aLineThatIsTooLongIsRefusedWithItsPlace(@TempDir Path folder) throws IOException {
        byte[] content = new byte[PackFiles.LINE + 3];
        random.nextBytes(content);
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                content[i] = 'x';
            }
        }
        content[1] = '\n';
        try (PackReader reader = new PackReader(zip(folder.resolve("long.zip"), content))) {
            FileLines lines = reader.lines("entries/000001.jsonl");
            assertThat(lines.next()).isTrue();
            assertThatThrownBy(lines::next).isInstanceOfSatisfying(PackRefused.class, refused -> {
                assertThat(refused.kind()).isEqualTo(PackRefused.Kind.LINE_TOO_LONG);
                assertThat(refused.where()).isEqualTo("entries/000001.jsonl 2");
            });
        }
    }

    @Test
    void pathsAreFollowedQuicklyAndTheSameAsStrictly() {
        List<String> leaves = new ArrayList<>();
        Merkle tree = new Merkle();
        int quickly = 0;
        for (int size = 1; size <= 70; size++) {
            leaves.add(Checkpoint.leaf("CASE:" + size, size, Canonical.digest("tusoi/text/1", "x" + size)));
            tree.add(leaves.get(size - 1));
            Checkpoint of = new Checkpoint(size, 1, Instant.EPOCH, 100, size, tree.root(), tree.root(), "PERIODIC", Canonical.NOTHING, "0", Canonical.NOTHING, "", "");
            PackProofs proofs = new PackProofs(Map.of((long) size, of), new Faults());
            for (int index = random.nextInt(3); index < size; index += 1 + random.nextInt(9)) {
                String line = "{\"checkpoint\":" + size + ",\"index\":" + index + ",\"leaf\":" + leaves.get(index) + ",\"path\":" + Canonical.json(Merkle.proof(leaves, index)) + ",\"size\":" + size
                        + ",\"tree\":\"" + (index % 2 == 0 ? "root" : "changed") + "\"}";
                PackProofs.Text text = new PackProofs.Text(line.getBytes(StandardCharsets.UTF_8), 3);
                assertThat(proofs.quick(text, new Merkle())).as(line).isNotNull().isEqualTo(proofs.strict(text));
                for (int i = 0; i < 60; i++) {
                    PackProofs.Text other = new PackProofs.Text(changed(line), 3);
                    PackProofs.Proof quick = proofs.quick(other, new Merkle());
                    if (quick != null) {
                        quickly++;
                        assertThat(quick).as(new String(other.text(), StandardCharsets.UTF_8)).isEqualTo(proofs.strict(other));
                    }
                }
            }
        }
        assertThat(quickly).as("lines that stayed as they were, mostly").isLessThan(1_500);
    }

    private static Path zip(Path file, byte[] content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("entries/000001.jsonl"));
            zip.write(content);
            zip.closeEntry();
        }
        return file;
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        Canonical.text(out, text);
        return out.toString();
    }

    private static String sealed(String head) {
        return "{\"hash\":\"" + Canonical.digest("tusoi/entry/1", head) + "\",\"head\":" + head + "}";
    }

    /** Entries with and without person, content, business rows, and what stands in them in Vietnamese. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        String rows = Canonical.json(List.of(Map.of("digest", Canonical.NOTHING, "key", List.of("DH27", "X04"), "n", 1, "table", "vetting_case", "v", 2)));
        for (int i = 0; i < 64; i++) {
            String person = (i & 1) == 0 ? null : "DV001122";
            Line line = new Line(STREAM, i + 1, 100 + i, 1, Instant.parse("2026-11-2" + i % 10 + "T06:00:0" + i % 10 + ".10000" + i % 10 + "Z"), Canonical.NOTHING, person == null ? null : "bithu.x04-01",
                    person, person == null ? null : "CELL_SECRETARY", person == null ? null : "X04-01", "0123456789abcdef0123456789abcdef", "CASE", "Đ26-1",
                    (i & 2) == 0 ? "STAGE_ENTERED" : "ROUND_CLOSED", (i & 4) == 0 ? null : "LIÊN", "2026-07", "meeting.quorum", null,
                    (i & 8) == 0 ? "{}" : "{\"due\":\"2026-12-01\",\"n\":" + i + ",\"place\":\"Nhà văn hóa thôn Đông\",\"some\":[1,true,{\"x\":\"y\"}]}", (i & 16) == 0 ? null : rows,
                    "0123456789abcdef0123456789abcdef", null, null);
            StringBuilder out = new StringBuilder("{\"hash\":\"").append(line.hash()).append("\",\"head\":").append(line.head());
            if ((i & 32) == 0 || i % 3 == 0) {
                out.append(",\"what\":").append(line.what());
            }
            if ((i & 32) == 0 || i % 3 == 1) {
                out.append(",\"who\":").append(line.who());
            }
            lines.add(out.append('}').toString());
        }
        return lines;
    }

    private byte[] changed(String text) {
        byte[] line = text.getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(line.length);
        int to = Math.min(line.length, at + 1 + random.nextInt(3));
        byte[] some = "\"\\{}[],:0123456789abcdefxyz \u0001ấ".getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(4)) {
            case 0 -> {
                line[at] = some[random.nextInt(some.length)];
                yield line;
            }
            case 1 -> join(Arrays.copyOf(line, at), Arrays.copyOfRange(line, to, line.length));
            case 2 -> join(Arrays.copyOf(line, to), Arrays.copyOfRange(line, at, line.length));
            default -> {
                line[at] ^= (byte) (1 << random.nextInt(8));
                yield line;
            }
        };
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new java.util.HashMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            members.put(random.nextInt(9) == 0 ? "đ" + i : "m" + random.nextInt(30), value(depth));
        }
        return members;
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> random.nextLong() >> random.nextInt(64);
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt(5) == 0 ? "Chi bộ \"Đông\"\n" : "text" + random.nextInt(1000);
            case 3 -> "";
            case 4 -> List.of(value(depth - 1), value(depth - 1));
            default -> object(depth - 1);
        };
    }
}
