package vn.tusoi.ledger.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import vn.tusoi.DemoTest;
import vn.tusoi.ledger.Anchored;
import vn.tusoi.ledger.Canonical;
import vn.tusoi.ledger.Checkpoint;
import vn.tusoi.ledger.Checkpoints;
import vn.tusoi.ledger.StampAuthority;

/** Packs of the demonstration: what they hold, and what is found when somebody changes one. */
@DemoTest
class PackTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired Packs packs;
    @Autowired Checkpoints checkpoints;
    @Autowired JdbcClient jdbc;
    @Autowired MockMvc mvc;

    @TempDir Path folder;

    private String code;
    private String list;
    private Path pack;

    interface Change {
        void on(Map<String, byte[]> files) throws Exception;
    }

    @BeforeEach
    void aPackOfACase() throws Exception {
        String[] found = jdbc.sql("select v.code, v.list_code from vetting_case v join self_review s on s.case_code = v.code order by v.code limit 1")
                .query((rs, n) -> new String[] {rs.getString(1), rs.getString(2)}).single();
        code = found[0];
        list = found[1];
        pack = make(PackScope.Kind.CASE, code);
    }

    private Path make(PackScope.Kind kind, String of) throws IOException {
        Path file = folder.resolve(kind + ".zip");
        boolean period = kind == PackScope.Kind.PERIOD;
        packs.make(new PackScope(kind, of, period ? LocalDate.of(2020, 1, 1) : null, period ? LocalDate.of(2099, 1, 1) : null, null), null, null, file).orElseThrow();
        return file;
    }

    @Test
    void timeStampsAreInThePackAndWhatIsDoneToThemIsNamed() throws Exception {
        List<String[]> two = jdbc.sql("select no, hash from ledger_checkpoint order by no desc limit 2").query((rs, n) -> new String[] {rs.getString(1), rs.getString(2)}).list();
        StampAuthority authority = StampAuthority.alone();
        for (String[] one : two) {
            jdbc.sql("insert into ledger_anchor(checkpoint_no, place, attempts, next_at, sent_at, receipt) values (?, 'TSA', 1, current_timestamp, current_timestamp, ?)")
                    .params(Long.parseLong(one[0]), authority.token(one[1], Instant.parse("2090-01-01T00:00:00Z"))).update();
        }
        try {
            Path stamped = make(PackScope.Kind.CASE, code);
            assertThat(new PackVerifier(Anchored.none(), null).verify(stamped).stamps()).isPositive();
            String newest = JSON.createObjectNode().put("checkpoint", Long.parseLong(two.get(0)[0])).put("token", authority.token(two.get(1)[1], Instant.parse("2090-01-01T00:00:00Z"))).toString();
            assertThat(faults(stamped, null, null)).isEmpty();
            assertThat(faults(restamped(stamped, newest + "\n"), null, null)).contains("STAMP_DIFFERS " + two.get(0)[0]);
            assertThat(faults(restamped(stamped, newest.replace(":" + two.get(0)[0], ":999999") + "\n"), null, null)).contains("STAMP_MISSING 999999");
            assertThat(faults(restamped(stamped, newest.replaceAll("\"token\":\"....", "\"token\":\"AAAA") + "\n"), Anchored.none(), null)).contains("STAMP_BROKEN " + two.get(0)[0]);
        } finally {
            jdbc.sql("delete from ledger_anchor where place = 'TSA'").update();
        }
    }

    /** The pack with other stamps. */
    private Path restamped(Path stamped, String stamps) throws IOException {
        Map<String, byte[]> files = read(stamped);
        files.put("stamps.jsonl", stamps.getBytes(StandardCharsets.UTF_8));
        return write(files);
    }

    private static Map<String, byte[]> read(Path zip) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipFile in = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : in.stream().toList()) {
                files.put(entry.getName(), in.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    private Path write(Map<String, byte[]> files) throws IOException {
        Path file = Files.createTempFile(folder, "changed", ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> one : files.entrySet()) {
                out.putNextEntry(new ZipEntry(one.getKey()));
                out.write(one.getValue());
            }
        }
        return file;
    }

    /** Where neither a key nor a second place was told, the second verifier must come to the same judgement. */
    private static List<String> faults(Path file, Anchored anchored, String key) throws IOException {
        List<String> found = new PackVerifier(anchored == null ? Anchored.none() : anchored, key).verify(file).faults().all().stream().map(f -> f.kind() + " " + f.where()).toList();
        if (key == null && anchored == null) {
            List<String> second = SecondVerifier.verify(file, Path.of("processes/record-format.md"));
            assertThat(second.isEmpty()).as("the second verifier says " + second + ", the first " + found).isEqualTo(found.isEmpty());
        }
        return found;
    }

    /** What is found after a change by somebody who then writes a manifest that fits. */
    private List<String> after(Change change) throws Exception {
        Map<String, byte[]> files = read(pack);
        change.on(files);
        ObjectNode manifest = (ObjectNode) JSON.readTree(files.get(PackFiles.MANIFEST));
        var named = manifest.putArray("files");
        files.forEach((name, content) -> {
            if (!name.equals(PackFiles.MANIFEST)) {
                named.addObject().put("name", name).put("size", content.length).put("sha256", HexFormat.of().formatHex(Canonical.sha256().digest(content)));
            }
        });
        files.put(PackFiles.MANIFEST, Strict.canonical(manifest).getBytes(StandardCharsets.UTF_8));
        return faults(write(files), null, null);
    }

    private static List<String> lines(Map<String, byte[]> files, String name) {
        return new ArrayList<>(Arrays.asList(new String(files.get(name), StandardCharsets.UTF_8).split("\n")));
    }

    private static void put(Map<String, byte[]> files, String name, List<String> lines) {
        files.put(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void edit(Map<String, byte[]> files, String name, int line, UnaryOperator<String> change) {
        List<String> lines = lines(files, name);
        String before = lines.get(line);
        lines.set(line, change.apply(before));
        assertThat(lines.get(line)).isNotEqualTo(before);
        put(files, name, lines);
    }

    /** The file of the case's stream. */
    private String stream(Map<String, byte[]> files) throws IOException {
        for (String line : lines(files, PackFiles.STREAMS)) {
            JsonNode stream = JSON.readTree(line);
            if (stream.get("stream").asText().equals("CASE:" + code)) {
                return stream.get("file").asText();
            }
        }
        throw new AssertionError();
    }

    /** As whoever knows the description would: digests and links anew from a line on. */
    private static void rechain(Map<String, byte[]> files, String name) throws IOException {
        List<String> lines = lines(files, name);
        String prev = Canonical.NOTHING;
        for (int i = 0; i < lines.size(); i++) {
            ObjectNode line = (ObjectNode) JSON.readTree(lines.get(i));
            ObjectNode head = (ObjectNode) line.get("head");
            head.put("prev", prev).put("seq", i + 1);
            if (line.has("what")) {
                head.put("what", Canonical.digest("tusoi/what/1", Strict.canonical(line.get("what"))));
            }
            prev = Canonical.digest("tusoi/entry/1", Strict.canonical(head));
            line.put("hash", prev);
            lines.set(i, Strict.canonical(line));
        }
        put(files, name, lines);
    }

    @Test
    void aPackOfACaseVerifiesShowsItsDocumentsAndNamesNobodyElse() throws Exception {
        PackVerifier.Report report = new PackVerifier(Anchored.none(), checkpoints.keys().get(0).publicKey()).verify(pack);
        assertThat(report.faults().all()).isEmpty();
        assertThat(report.hidden()).isPositive();
        assertThat(report.open()).isZero();
        Map<String, byte[]> files = read(pack);
        String content = jdbc.sql("select content from self_review where case_code = ? and version_no = 1").param(code).query(String.class).single();
        assertThat(lines(files, PackFiles.DOCUMENTS)).anySatisfy(line -> assertThat(JSON.readTree(line).path("content").asText()).isEqualTo(content));
        assertThat(new String(files.get("summary.en.html"), StandardCharsets.UTF_8)).as("offices are not named there").doesNotContain(" ()");
        assertThat(files.keySet()).contains("record-format.md", "summary.vi.html", "summary.en.html").anyMatch(n -> n.startsWith("rules/") && n.endsWith(".dmn"))
                .anyMatch(n -> n.startsWith("models/") && n.endsWith(".bpmn"));
        List<String> others = jdbc.sql("select code from vetting_case where code <> ? union select m.code from member m where m.code not in "
                + "(select member_code from vetting_case where code = ?)").params(code, code).query(String.class).list();
        String text = files.entrySet().stream().filter(f -> f.getKey().startsWith("entries/") || f.getKey().equals(PackFiles.DOCUMENTS))
                .map(f -> new String(f.getValue(), StandardCharsets.UTF_8)).reduce("", String::concat);
        assertThat(others).hasSizeGreaterThan(10).noneMatch(other -> text.contains("\"" + other + "\""));
    }

    @Test
    void packsOfListRoundUnitAndPeriodVerify() throws Exception {
        String round = jdbc.sql("select round_code from vetting_case where code = ?").param(code).query(String.class).single();
        String unit = jdbc.sql("select unit_code from vetting_case where code = ?").param(code).query(String.class).single();
        assertThat(faults(make(PackScope.Kind.LIST, list), null, null)).isEmpty();
        assertThat(faults(make(PackScope.Kind.ROUND, round), null, null)).isEmpty();
        assertThat(faults(make(PackScope.Kind.UNIT, unit), null, null)).isEmpty();
        assertThat(faults(make(PackScope.Kind.PERIOD, null), null, null)).isEmpty();
        LocalDate day = jdbc.sql("select cast(max(at) as date) from ledger_entry").query(LocalDate.class).single();
        Path file = folder.resolve("day.zip");
        packs.make(new PackScope(PackScope.Kind.PERIOD, null, day, day, null), null, null, file).orElseThrow();
        assertThat(faults(file, null, null)).isEmpty();
        assertThat(packs.make(new PackScope(PackScope.Kind.CASE, "KHONG-CO", null, null, null), null, null, folder.resolve("none.zip"))).isEmpty();
    }

    @Test
    void aPackFromBeforePersonalContentHadDigestsOfItsOwnStillVerifies() throws Exception {
        Path old = Path.of(PackTests.class.getResource("before-cells.zip").toURI());
        assertThat(new PackVerifier(Anchored.none(), null).verify(old).faults().all()).isEmpty();
        assertThat(lines(read(old), PackFiles.DOCUMENTS)).anyMatch(line -> line.contains("\"table\":\"self_review\"")).noneMatch(line -> line.contains("content_salt"));
    }

    @Test
    void changedEntriesAreNamed() throws Exception {
        assertThat(after(files -> edit(files, stream(files), 2, l -> l.replaceFirst("\"act\":\"", "\"act\":\"X")))).contains("ENTRY_CHANGED CASE:" + code + " 3");
        assertThat(after(files -> edit(files, stream(files), 2, l -> l.replaceFirst("\"tx\":", "\"tx\":1")))).contains("ENTRY_CHANGED CASE:" + code + " 3");
        assertThat(after(files -> edit(files, stream(files), 2, l -> l.replaceFirst("\\{\"hash\"", "{ \"hash\"")))).contains("LINE_UNREADABLE " + stream(read(pack)) + " 3");
        assertThat(after(files -> {
            edit(files, stream(files), 1, l -> l.replaceFirst("\"act\":\"", "\"act\":\"X"));
            rechain(files, stream(files));
        })).as("a stream written anew").anyMatch(f -> f.startsWith("REWRITTEN CASE:" + code));
    }

    @Test
    void missingReorderedRepeatedAndCutEntriesAreNamed() throws Exception {
        assertThat(after(files -> {
            List<String> lines = lines(files, stream(files));
            lines.remove(1);
            put(files, stream(files), lines);
        })).containsExactly("MISSING CASE:" + code + " 2");
        assertThat(after(files -> {
            List<String> lines = lines(files, stream(files));
            lines.add(2, lines.remove(1));
            put(files, stream(files), lines);
        })).contains("REORDERED CASE:" + code + " 2");
        assertThat(after(files -> {
            List<String> lines = lines(files, stream(files));
            lines.add(2, lines.get(1));
            put(files, stream(files), lines);
        })).contains("REPEATED CASE:" + code + " 2");
        int last = lines(read(pack), stream(read(pack))).size();
        assertThat(after(files -> {
            List<String> lines = lines(files, stream(files));
            lines.remove(last - 1);
            put(files, stream(files), lines);
        })).containsExactly("TAIL_MISSING CASE:" + code + " " + last);
        assertThat(after(files -> {
            List<String> lines = lines(files, stream(files));
            lines.remove(last - 1);
            put(files, stream(files), lines);
            put(files, PackFiles.STREAMS, lines(files, PackFiles.STREAMS).stream().map(l -> l.contains("CASE:" + code) ? l.replace("\"last\":" + last, "\"last\":" + (last - 1)) : l).toList());
        })).as("cut off with what the list of streams says").containsExactly("TAIL_MISSING CASE:" + code + " " + last);
        assertThat(after(files -> {
            List<String> lines = lines(files, stream(files));
            lines.remove(last - 1);
            put(files, stream(files), lines);
            put(files, PackFiles.STREAMS, lines(files, PackFiles.STREAMS).stream().map(l -> l.contains("CASE:" + code) ? l.replace("\"last\":" + last, "\"last\":" + (last - 1)) : l).toList());
            put(files, PackFiles.PROOFS, lines(files, PackFiles.PROOFS).stream().filter(l -> !l.contains("\"seq\":" + last + ",\"stream\":\"CASE:" + code + "\"")).toList());
        })).as("and with its proofs").isNotEmpty().allMatch(f -> f.startsWith("UNCOVERED CASE:" + code) || f.startsWith("DOCUMENT_"));
    }

    @Test
    void swappedDocumentsRulesAndModelsAreNamed() throws Exception {
        assertThat(after(files -> put(files, PackFiles.DOCUMENTS, lines(files, PackFiles.DOCUMENTS).stream()
                .map(l -> l.startsWith("{\"case_code\"") && l.contains("\"form_kind\"") && l.contains("\"version_no\":1") ? l.replaceFirst("\"content\":\"", "\"content\":\" ") : l).toList())))
                .containsExactly("DOCUMENT_CHANGED self_review " + code + "/1");
        String rules = read(pack).keySet().stream().filter(n -> n.matches("rules/.*rating.*\\.dmn")).findFirst().orElseThrow();
        assertThat(after(files -> files.put(rules, new byte[] {1}))).containsExactly("DOCUMENT_CHANGED " + rules.substring(0, rules.lastIndexOf('/')));
        String model = read(pack).keySet().stream().filter(n -> n.startsWith("models/")).findFirst().orElseThrow();
        assertThat(after(files -> files.put(model, new byte[] {1}))).containsExactly("DOCUMENT_CHANGED " + model);
    }

    @Test
    void changedCheckpointsProofsAndForeignKeysAreNamed() throws Exception {
        Checkpoint last = checkpoints.last().orElseThrow();
        int line = lines(read(pack), PackFiles.CHECKPOINTS).size() - 1;
        assertThat(after(files -> edit(files, PackFiles.CHECKPOINTS, line, l -> l.replaceFirst("\"entries\":", "\"entries\":1"))))
                .contains("CHECKPOINT_CHANGED " + (line + 1), "CHECKPOINT_SIGNATURE " + (line + 1));
        assertThat(after(files -> edit(files, PackFiles.PROOFS, 0, l -> l.replaceFirst("\"seq\":", "\"seq\":1")))).anyMatch(f -> f.startsWith("PROOF_WRONG "));
        int alone = lines(read(pack), PackFiles.PROOFS).stream().map(l -> l.contains("\"path\":[],\"size\":1,")).toList().indexOf(true);
        assertThat(after(files -> edit(files, PackFiles.PROOFS, alone, l -> l.replace("\"path\":[],\"size\":1,", "\"path\":[],\"size\":2,")))).as("a path too short for its tree")
                .anyMatch(f -> f.startsWith("PROOF_WRONG "));
        assertThat(after(files -> edit(files, PackFiles.KEYS, 0, l -> l.replaceFirst("\"publicKey\":\"....................", "\"publicKey\":\"MCowBQYDK2VwAyEA0000"))))
                .anyMatch(f -> f.startsWith("FOREIGN_KEY "));
        assertThat(faults(pack, Anchored.none(), "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")).as("another key was told").anyMatch(f -> f.startsWith("FOREIGN_KEY "));
        Path drop = Files.writeString(folder.resolve("drop"), "checkpoint " + (line + 1) + " code 0000-0000-0000-0000-0000\n");
        assertThat(faults(pack, Anchored.read(drop), null)).as("rewritten since it was left elsewhere").containsExactly("ANCHOR_DIFFERS " + (line + 1));
        PackVerifier.Report report = new PackVerifier(Anchored.read(Files.writeString(folder.resolve("right"), last.line())), null).verify(pack);
        assertThat(report.faults().all()).isEmpty();
        assertThat(report.confirmed().no()).isEqualTo(last.no());
    }

    @Test
    void missingExtraAndChangedFilesAreNamed() throws Exception {
        Map<String, byte[]> files = read(pack);
        files.remove("record-format.md");
        files.put("summary.vi.html", new byte[] {1});
        files.put("extra.txt", new byte[] {1});
        assertThat(faults(write(files), null, null)).containsExactlyInAnyOrder("FILE_MISSING record-format.md", "FILE_CHANGED summary.vi.html", "FILE_EXTRA extra.txt");
        assertThat(after(f -> f.remove(PackFiles.PROOFS))).contains("FILE_MISSING proofs.jsonl");
        assertThat(after(f -> f.put("extra.txt", new byte[] {1}))).as("though the manifest names it").containsExactly("FILE_EXTRA extra.txt");
        assertThat(after(f -> f.put("entries/999999.jsonl", new byte[0]))).as("of no stream").containsExactly("FILE_EXTRA entries/999999.jsonl");
    }

    @Test
    void aDocumentThatIsSaidToBeVouchedForByAnEntryThatIsNotThereIsNamed() throws Exception {
        assertThat(after(files -> {
            List<String> lines = lines(files, PackFiles.DOCUMENTS);
            int at = lines.indexOf(lines.stream().filter(l -> l.contains("\"table\":\"self_review\"") && l.contains("\"entry\":")).findFirst().orElseThrow());
            ObjectNode head = (ObjectNode) JSON.readTree(lines.get(at));
            ((ObjectNode) head.set("elsewhere", head.remove("entry"))).withObject("/elsewhere").put("seq", 9999);
            lines.set(at, Strict.canonical(head));
            put(files, PackFiles.DOCUMENTS, lines);
        })).singleElement().asString().startsWith("DOCUMENT_CHANGED self_review " + code);
    }

    @Test
    void whatASecondPlaceHoldsFromAfterThePackIsSaidAndIsNoFault() throws Exception {
        Checkpoint last = checkpoints.last().orElseThrow();
        java.util.function.Function<Instant, String> next = at -> "checkpoint " + (last.no() + 1) + " at " + Canonical.time(at) + " entries 9 code 0000-0000-0000-0000-0000 hash " + "0".repeat(64) + "\n";
        Instant made = Instant.parse(JSON.readTree(read(pack).get(PackFiles.MANIFEST)).path("at").asText());
        PackVerifier.Report report = new PackVerifier(Anchored.read(Files.writeString(folder.resolve("later"), last.line() + "\n" + next.apply(made.plusSeconds(60)))), null).verify(pack);
        assertThat(report.faults().all()).isEmpty();
        assertThat(report.later()).isEqualTo(last.no() + 1);
        Path before = Files.writeString(folder.resolve("before"), last.line() + "\n" + next.apply(made.minusSeconds(120)));
        assertThat(faults(pack, Anchored.read(before), null)).as("made before the pack, and not in it").containsExactly("ANCHOR_MISSING " + (last.no() + 1));
        Path twice = Files.writeString(folder.resolve("two"), last.line() + "\ncheckpoint " + last.no() + " code 0000-0000-0000-0000-0000\n");
        assertThat(faults(pack, Anchored.read(twice), null)).as("whoever can add a line cannot take back the one before").containsExactly("ANCHOR_DIFFERS " + last.no());
        byte[] wide = ("checkpoint " + last.no() + " code 0000-0000-0000-0000-0000\r\n").getBytes(StandardCharsets.UTF_16);
        assertThat(faults(pack, Anchored.read(Files.write(folder.resolve("wide"), wide)), null)).as("saved with two bytes a letter").containsExactly("ANCHOR_DIFFERS " + last.no());
    }

    private void refused(PackRefused.Kind kind, Path file) throws IOException {
        assertThat(SecondVerifier.verify(file, Path.of("processes/record-format.md"))).as(kind + " by the second verifier").isNotEmpty();
        assertThatThrownBy(() -> new PackVerifier(Anchored.none(), null).verify(file)).isInstanceOfSatisfying(PackRefused.class, r -> assertThat(r.kind()).isEqualTo(kind));
    }

    @Test
    void hostileFilesAreRefusedByName() throws Exception {
        refused(PackRefused.Kind.NOT_A_ZIP, Files.writeString(folder.resolve("text.zip"), "not a zip"));
        refused(PackRefused.Kind.MANIFEST, write(Map.of("a", new byte[0])));
        for (String name : List.of("../evil", "/etc/passwd", "a\\b", "a//b", "C:evil", "a/../b", "a/b/c/d", ".hidden", "a/")) {
            refused(PackRefused.Kind.NAME, write(Map.of(name, new byte[0])));
        }
        byte[] twice = Files.readAllBytes(write(new TreeMap<>(Map.of("aaaa", new byte[0], "bbbb", new byte[0]))));
        for (int i = 0; i < twice.length - 4; i++) {
            if (new String(twice, i, 4, StandardCharsets.ISO_8859_1).equals("bbbb")) {
                Arrays.fill(twice, i, i + 4, (byte) 'a');
            }
        }
        refused(PackRefused.Kind.TWICE, Files.write(folder.resolve("twice.zip"), twice));
        Map<String, byte[]> bomb = read(pack);
        bomb.put("record-format.md", new byte[64 << 20]);
        refused(PackRefused.Kind.TOO_LARGE, write(bomb));
        Map<String, byte[]> line = read(pack);
        byte[] noise = new byte[PackFiles.LINE + 1];
        new java.util.Random(1).nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (32 + (noise[i] & 63));
        }
        line.put(PackFiles.KEYS, noise);
        refused(PackRefused.Kind.LINE_TOO_LONG, write(line));
        Map<String, byte[]> entries = read(pack);
        entries.put(stream(entries), noise);
        refused(PackRefused.Kind.LINE_TOO_LONG, write(entries));
        Map<String, byte[]> deep = read(pack);
        deep.put(PackFiles.KEYS, "[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        assertThat(faults(write(deep), null, null)).contains("LINE_UNREADABLE keys.jsonl 1");
    }

    @Test
    void auditorsMakePacksOnThePageAndTheRecordSaysSo() throws Exception {
        String who = jdbc.sql("select username from office where function = 'AUDITOR' order by username limit 1").query(String.class).single();
        byte[] body = mvc.perform(post("/record/packs").param("kind", "CASE").param("code", code).with(user(who)).with(csrf())).andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "application/zip")).andReturn().getResponse().getContentAsByteArray();
        assertThat(faults(Files.write(folder.resolve("page.zip"), body), null, null)).isEmpty();
        String detail = jdbc.sql("select detail from ledger_entry where act = 'PACK_MADE' and username = ? order by id desc limit 1").param(who).query(String.class).single();
        assertThat(detail).contains(HexFormat.of().formatHex(Canonical.sha256().digest(read(folder.resolve("page.zip")).get(PackFiles.MANIFEST))));
        assertThat(jdbc.sql("select read_right from case_read where case_code = ? and username = ?").params(code, who).query(String.class).list())
                .as("the member is told of it").containsExactly("AUDIT");
        mvc.perform(post("/record/packs").param("kind", "CASE").param("code", "KHONG-CO").with(user(who)).with(csrf())).andExpect(status().isUnprocessableEntity());
        mvc.perform(post("/record/packs").param("kind", "PERIOD").with(user(who)).with(csrf())).andExpect(status().isUnprocessableEntity());
        String inspector = jdbc.sql("select username from office where function = 'INSPECTOR' order by username limit 1").query(String.class).single();
        mvc.perform(post("/record/packs").param("kind", "CASE").param("code", code).with(user(inspector)).with(csrf())).andExpect(status().isForbidden());
    }

    @Test
    void whatTheMandateDoesNotCoverIsNotInThePackOrOnlyAsDigests() throws Exception {
        String elsewhere = jdbc.sql("select u.path from unit u where u.kind = 'COMMUNE' and not exists (select 1 from vetting_case v join unit c on c.code = v.cell_code "
                + "where v.code = ? and c.path like u.path || '%') order by u.path limit 1").param(code).query(String.class).single();
        assertThat(packs.make(new PackScope(PackScope.Kind.CASE, code, null, null, elsewhere), null, null, folder.resolve("x.zip"))).isEmpty();
        Path file = folder.resolve("period.zip");
        packs.make(new PackScope(PackScope.Kind.PERIOD, null, LocalDate.of(2020, 1, 1), LocalDate.of(2099, 1, 1), elsewhere), null, null, file).orElseThrow();
        assertThat(faults(file, null, null)).isEmpty();
        List<String> own = lines(read(file), stream(read(file)));
        assertThat(own).isNotEmpty().noneMatch(l -> l.contains("\"what\":{") || l.contains("\"who\":{"));
    }

    /** It would prove nothing of the description if it shared the program's code. */
    @Test
    void theSecondVerifierKnowsNothingButThePlatform() {
        JavaClasses own = new ClassFileImporter().importClasses(SecondVerifier.class);
        ArchRuleDefinition.classes().should().onlyDependOnClassesThat().resideInAnyPackage("java..").orShould().onlyDependOnClassesThat(
                DescribedPredicate.describe("its own", c -> c.getName().startsWith(SecondVerifier.class.getName()) || c.getPackageName().startsWith("java")
                        || c.isPrimitive() || c.isArray())).check(own);
    }

    @Test
    void treesGiveThePathsOfTheDescription() {
        for (int n = 1; n < 20; n++) {
            List<String> leaves = java.util.stream.IntStream.range(0, n).mapToObj(i -> "leaf" + i).toList();
            Tree tree = new Tree(leaves);
            for (int i = 0; i < n; i++) {
                assertThat(tree.path(i)).isEqualTo(vn.tusoi.ledger.Merkle.proof(leaves, i));
                assertThat(vn.tusoi.ledger.Merkle.follow(leaves.get(i), i, n, tree.path(i))).isEqualTo(tree.root());
            }
        }
    }
}
