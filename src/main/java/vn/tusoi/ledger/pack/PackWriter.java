package vn.tusoi.ledger.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import vn.tusoi.ledger.BusinessRows;
import vn.tusoi.ledger.Canonical;
import vn.tusoi.ledger.Checkpoint;
import vn.tusoi.ledger.DigestedTable;
import vn.tusoi.ledger.Checkpoints;
import vn.tusoi.ledger.Line;

/**
 * Writes a pack from what one transaction sees. Entries go by in pages; what is kept grows with the streams, the business rows and the heads of one
 * checkpoint.
 */
final class PackWriter {

    private static final int PAGE = 500;
    private static final int ROWS_AT_ONCE = 100;

    /** @param manifest SHA-256 of the manifest @param cases whose rows are in it with their texts */
    record Made(String manifest, long entries, long shown, int streams, int documents, Checkpoint last, Set<String> cases) { }

    private record Read(Line line, String stored, boolean covered) { }

    private final Connection connection;
    private final PackScope scope;
    private final Reach reach;
    private final PackFiles files;
    private final PackSummary summary;
    private final Instant at;
    private final Set<String> cases = new TreeSet<>();
    private final References references = new References();
    private References newest;
    private final Set<String> ruleSets = new TreeSet<>();
    private final TreeSet<Long> seen = new TreeSet<>();
    private long entries;
    private long shown;
    private int documents;

    PackWriter(Connection connection, PackScope scope, Reach reach, OutputStream out, PackSummary summary, Instant at) {
        this.connection = connection;
        this.scope = scope;
        this.reach = reach;
        this.files = new PackFiles(out, at);
        this.summary = summary;
        this.at = at;
        ruleSets.addAll(reach.ruleSets());
    }

    Made write() throws SQLException, IOException {
        try (InputStream format = getClass().getResourceAsStream("/processes/record-format.md")) {
            files.file("record-format.md", format.readAllBytes());
        }
        Map<String, Reach.Range> all = new TreeMap<>(reach.whole());
        all.putAll(reach.beside());
        int number = 0;
        Map<String, String> names = new LinkedHashMap<>();
        for (Map.Entry<String, Reach.Range> stream : all.entrySet()) {
            String name = String.format("entries/%06d.jsonl", ++number);
            names.put(stream.getKey(), name);
            entries(stream.getKey(), stream.getValue(), name);
        }
        streams(all, names);
        keys();
        Checkpoint last = checkpoints();
        proofs(all, last);
        stamps();
        documents();
        rules();
        models();
        summary.finish(entries, shown, documents, last);
        files.file("summary.vi.html", summary.page(0));
        files.file("summary.en.html", summary.page(1));
        Map<String, Object> of = new LinkedHashMap<>();
        of.put("kind", scope.kind().name());
        of.put("code", scope.code());
        of.put("from", scope.from());
        of.put("to", scope.to());
        String manifest = files.finish(Map.of("at", Canonical.time(at), "of", of));
        return new Made(manifest, entries, shown, all.size(), documents, last, cases);
    }

    private void entries(String stream, Reach.Range range, String file) throws SQLException, IOException {
        files.begin(file);
        boolean whole = reach.whole().containsKey(stream);
        long next = range.first();
        while (next <= range.last()) {
            List<Read> page = page(stream, next, Math.min(range.last(), next + PAGE - 1));
            Set<String> others = whole ? Set.of() : others(page);
            for (Read read : page) {
                Line line = read.line();
                boolean show = scope.kind() == PackScope.Kind.PERIOD ? read.covered() : whole || besideShown(line, others);
                write(line, read.stored(), show);
            }
            next += PAGE;
        }
        files.end();
    }

    private void write(Line line, String stored, boolean show) throws IOException {
        StringBuilder out = new StringBuilder(900).append('{');
        boolean more = Canonical.member(out, false, "hash", stored);
        more = Canonical.raw(out, more, "head", line.head());
        if (show) {
            more = Canonical.raw(out, more, "what", line.what());
            Canonical.raw(out, more, "who", line.who());
            if (line.whatDigest() == null) {
                references.take(json(line.rows()), line.stream(), line.seq(), line.tx());
                if (line.ruleSet() != null) {
                    ruleSets.add(line.ruleSet());
                }
                summary.entry(line, stored);
            }
            shown++;
        }
        files.line(out.append('}').toString());
        entries++;
    }

    /** In a period: whether the entry lies in it and the mandate covers it. Entries up to the checkpoint after it are there as digests. */
    private List<Read> page(String stream, long first, long last) throws SQLException {
        boolean period = scope.kind() == PackScope.Kind.PERIOD;
        boolean limited = period && scope.realm() != null;
        String covered = !limited ? "true" : "case when exists (select 1 from unit u where u.code = e.unit_code and u.path like ?) "
                + "or exists (select 1 from vetting_case c join unit u on u.code = c.cell_code where c.code = e.subject_code and u.path like ?) then true else false end";
        String columns = "e." + Line.COLUMNS.replace(", ", ", e.");
        try (PreparedStatement read = connection.prepareStatement("select " + columns + ", " + covered + " from ledger_entry e where e.stream = ? and e.seq between ? and ? order by e.seq")) {
            int p = 1;
            if (limited) {
                read.setString(p++, scope.realm() + "%");
                read.setString(p++, scope.realm() + "%");
            }
            read.setString(p++, stream);
            read.setLong(p++, first);
            read.setLong(p, last);
            List<Read> page = new ArrayList<>();
            try (ResultSet rs = read.executeQuery()) {
                while (rs.next()) {
                    Line line = Line.of(rs, 1);
                    boolean within = !period || !line.at().isBefore(scope.from().atStartOfDay(PackSummary.ZONE).toInstant())
                            && line.at().isBefore(scope.to().plusDays(1).atStartOfDay(PackSummary.ZONE).toInstant());
                    page.add(new Read(line, rs.getString(24), within && rs.getBoolean(25)));
                }
            }
            return page;
        }
    }

    /** Of the system's stream only what shows models, rule sets and keys; of the others what names nobody outside the pack. */
    private static boolean besideShown(Line line, Set<String> others) {
        if (line.stream().equals("SYSTEM")) {
            return line.act().startsWith("RULE_SET_") || line.act().startsWith("MODEL_") || line.act().startsWith("KEY_");
        }
        return line.whatDigest() == null && names(line).stream().noneMatch(others::contains);
    }

    /** What whoever owns the database made unreadable is passed over here; the verifier names it. */
    private static JsonNode json(String text) {
        try {
            return Strict.trusted(text == null ? "[]" : text);
        } catch (IOException unreadable) {
            return JsonNodeFactory.instance.arrayNode();
        }
    }

    /** Texts of an entry that may name a case or a person. */
    private static Set<String> names(Line line) {
        Set<String> names = new HashSet<>();
        collect(json(line.detail()), names);
        collect(json(line.rows()), names);
        return names;
    }

    private static void collect(JsonNode node, Set<String> into) {
        if (node.isTextual() && node.textValue().length() <= 40) {
            into.add(node.textValue());
        }
        node.forEach(one -> collect(one, into));
    }

    /** Codes of cases and members in a page that are not the pack's own. */
    private Set<String> others(List<Read> page) throws SQLException {
        Set<String> names = new HashSet<>();
        for (Read read : page) {
            if (!read.line().stream().equals("SYSTEM") && read.line().whatDigest() == null) {
                names.addAll(names(read.line()));
            }
        }
        names.removeAll(reach.own());
        List<String> all = List.copyOf(names);
        Set<String> others = new HashSet<>();
        for (int from = 0; from < all.size(); from += PAGE) {
            List<String> some = all.subList(from, Math.min(from + PAGE, all.size()));
            String[] values = some.toArray(String[]::new);
            for (String table : List.of("vetting_case", "member")) {
                Reach.ask(connection, "select code from " + table + " where code in (" + Reach.marks(values.length) + ")", values).forEach(row -> others.add(row[0]));
            }
        }
        return others;
    }

    private void streams(Map<String, Reach.Range> all, Map<String, String> names) throws IOException {
        files.begin(PackFiles.STREAMS);
        for (Map.Entry<String, Reach.Range> stream : all.entrySet()) {
            Reach.Range range = stream.getValue();
            files.line(Canonical.json(Map.of("all", range.all(), "file", names.get(stream.getKey()), "first", range.first(), "last", range.last(), "stream", stream.getKey())));
        }
        files.end();
    }

    private void keys() throws SQLException, IOException {
        files.begin(PackFiles.KEYS);
        try (PreparedStatement read = connection.prepareStatement("select key_id, public_key, made_at, prev_key, handover from ledger_key order by made_at, key_id");
             ResultSet rs = read.executeQuery()) {
            while (rs.next()) {
                Map<String, Object> key = new LinkedHashMap<>();
                key.put("id", rs.getString(1));
                key.put("publicKey", rs.getString(2));
                key.put("madeAt", Canonical.time(rs.getObject(3, java.time.OffsetDateTime.class).toInstant()));
                key.put("prev", rs.getString(4));
                key.put("handover", rs.getString(5));
                files.line(Canonical.json(key));
            }
        }
        files.end();
    }

    private Checkpoint checkpoints() throws SQLException, IOException {
        files.begin(PackFiles.CHECKPOINTS);
        Checkpoint last = null;
        long no = 0;
        for (boolean more = true; more;) {
            more = false;
            try (PreparedStatement read = connection.prepareStatement("select " + Checkpoint.COLUMNS + " from ledger_checkpoint where no > ? order by no limit " + PAGE)) {
                read.setLong(1, no);
                try (ResultSet rs = read.executeQuery()) {
                    while (rs.next()) {
                        last = Checkpoint.of(rs);
                        no = last.no();
                        more = true;
                        StringBuilder out = new StringBuilder(600).append('{');
                        boolean comma = Canonical.raw(out, false, "checkpoint", last.json());
                        comma = Canonical.member(out, comma, "hash", last.hash());
                        Canonical.member(out, comma, "signature", last.signature());
                        files.line(out.append('}').toString());
                    }
                }
            }
        }
        files.end();
        return last;
    }

    /** Where the pack's streams stand in the trees: at every checkpoint that saw them change, and at the newest. */
    private void proofs(Map<String, Reach.Range> streams, Checkpoint last) throws SQLException, IOException {
        files.begin(PackFiles.PROOFS);
        TreeSet<Long> numbers = new TreeSet<>();
        for (Map.Entry<String, Reach.Range> stream : streams.entrySet()) {
            for (String[] row : Reach.ask(connection, "select checkpoint_no from ledger_checkpoint_head where stream = ?", stream.getKey())) {
                numbers.add(Long.parseLong(row[0]));
            }
        }
        seen.addAll(numbers);
        for (long no : numbers) {
            proofs(no, "changed", heads("select stream, seq, hash from ledger_checkpoint_head where checkpoint_no = ?", no), streams);
        }
        if (last != null) {
            proofs(last.no(), "root", heads("""
                    select h.stream, h.seq, h.hash from ledger_checkpoint_head h
                    join (select stream, max(checkpoint_no) as no from ledger_checkpoint_head where checkpoint_no <= ? group by stream) l
                      on l.stream = h.stream and l.no = h.checkpoint_no""", last.no()), streams);
        }
        files.end();
    }

    /** Of each checkpoint that saw the pack's streams the first time stamp at or after it, and the newest there is: what proves by when the entries were there. */
    private void stamps() throws SQLException, IOException {
        TreeMap<Long, String> stamps = new TreeMap<>();
        try (PreparedStatement next = connection.prepareStatement("select checkpoint_no, receipt from ledger_anchor where place = 'TSA' and receipt is not null and checkpoint_no >= ? "
                + "order by checkpoint_no limit 1")) {
            for (long no : seen) {
                take(next, no, stamps);
            }
        }
        try (PreparedStatement newest = connection.prepareStatement("select checkpoint_no, receipt from ledger_anchor where place = 'TSA' and receipt is not null and checkpoint_no >= ? "
                + "order by checkpoint_no desc limit 1")) {
            take(newest, 1, stamps);
        }
        files.begin(PackFiles.STAMPS);
        for (Map.Entry<Long, String> stamp : stamps.entrySet()) {
            files.line(Canonical.json(Map.of("checkpoint", stamp.getKey(), "token", stamp.getValue())));
        }
        files.end();
    }

    private static void take(PreparedStatement ask, long from, Map<Long, String> stamps) throws SQLException {
        ask.setLong(1, from);
        try (ResultSet rs = ask.executeQuery()) {
            if (rs.next()) {
                stamps.put(rs.getLong(1), rs.getString(2));
            }
        }
    }

    private List<Checkpoints.Head> heads(String sql, long no) throws SQLException {
        List<Checkpoints.Head> heads = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(sql)) {
            read.setLong(1, no);
            try (ResultSet rs = read.executeQuery()) {
                while (rs.next()) {
                    heads.add(new Checkpoints.Head(rs.getString(1), rs.getLong(2), rs.getString(3)));
                }
            }
        }
        return Checkpoints.sorted(heads);
    }

    private void proofs(long no, String tree, List<Checkpoints.Head> heads, Map<String, Reach.Range> streams) throws IOException {
        Tree built = null;
        for (int i = 0; i < heads.size(); i++) {
            Checkpoints.Head head = heads.get(i);
            Reach.Range range = streams.get(head.stream());
            if (range == null || head.seq() < range.first() || head.seq() > range.last()) {
                continue;
            }
            if (built == null) {
                built = new Tree(heads.stream().map(Checkpoints.Head::leaf).toList());
            }
            files.line(Canonical.json(Map.of("checkpoint", no, "index", i, "leaf", Map.of("hash", head.hash(), "seq", head.seq(), "stream", head.stream()),
                    "path", built.path(i), "size", heads.size(), "tree", tree)));
        }
    }

    private void documents() throws SQLException, IOException {
        files.begin(PackFiles.DOCUMENTS);
        BusinessRows business = new BusinessRows();
        for (Map.Entry<String, List<References.Reference>> table : references.byTable().entrySet()) {
            if (!BusinessRows.digested(table.getKey())) {
                continue;
            }
            List<References.Reference> mine = table.getValue().stream().filter(this::own).toList();
            for (int from = 0; from < mine.size(); from += ROWS_AT_ONCE) {
                List<References.Reference> some = mine.subList(from, Math.min(from + ROWS_AT_ONCE, mine.size()));
                for (boolean old : new boolean[] {true, false}) {
                    List<References.Reference> alike = some.stream().filter(r -> r.old() == old).toList();
                    Map<List<String>, List<String>> rows = alike.isEmpty() ? Map.of()
                            : business.read(connection, table.getKey(), alike.stream().map(References.Reference::key).toList(), old);
                    for (References.Reference reference : alike) {
                        document(reference, rows.getOrDefault(reference.key(), List.of()));
                    }
                }
            }
        }
        files.end();
    }

    private boolean own(References.Reference reference) {
        return scope.kind() == PackScope.Kind.PERIOD ? scope.realm() == null : reach.own().contains(reference.key().get(0))
                || reference.table().equals("list_entry") && reach.own().contains(reference.key().get(1));
    }

    private void document(References.Reference reference, List<String> rows) throws SQLException, IOException {
        String digest = rows.isEmpty() ? null : BusinessRows.digest(reference.table(), rows, reference.old());
        boolean fits = java.util.Objects.equals(digest, reference.digest());
        if (fits && rows.isEmpty() || !fits && scope.kind() == PackScope.Kind.PERIOD) {
            return;                                      // gone, or changed after the period
        }
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("digest", digest);
        head.put("key", reference.key());
        head.put("n", rows.size());
        head.put("table", reference.table());
        head.put("v", reference.old() ? null : 2);
        Map<String, Object> elsewhere = fits ? null : elsewhere(reference, digest);
        if (elsewhere == null) {
            head.put("entry", Map.of("stream", reference.stream(), "seq", reference.seq()));
        } else {
            head.put("elsewhere", elsewhere);
        }
        int ofCase = reference.table().equals("vetting_case") ? 0 : DigestedTable.find(reference.table()).map(t -> t.keys().indexOf("case_code")).orElse(-1);
        if (ofCase >= 0) {
            cases.add(reference.key().get(ofCase));
        }
        files.line(Canonical.json(head));
        for (String row : rows) {
            files.line(row);
        }
        documents++;
    }

    /** The entry that last spoke of rows, where the pack shows only its digest or does not hold it; null where there is none that fits. */
    private Map<String, Object> elsewhere(References.Reference reference, String digest) throws SQLException {
        if (newest == null) {
            newest = newest();
        }
        References.Reference last = newest.of(reference.table(), reference.key());
        return last == null || last.stream().equals(reference.stream()) && last.seq() == reference.seq() || !java.util.Objects.equals(last.digest(), digest) ? null
                : Map.of("stream", last.stream(), "seq", last.seq());
    }

    /** What the whole record last said of the rows that this pack speaks of, read in one go: rows of a large round would each be looked for otherwise. */
    private References newest() throws SQLException {
        References found = new References();
        long from = references.first();
        long after = 0;
        try (PreparedStatement read = connection.prepareStatement(
                "select id, stream, seq, tx, row_digests from ledger_entry where id > ? and tx >= ? and row_digests is not null order by id limit " + PAGE)) {
            for (int got = PAGE; got == PAGE; ) {
                read.setLong(1, after);
                read.setLong(2, from);
                got = 0;
                try (ResultSet rs = read.executeQuery()) {
                    while (rs.next()) {
                        got++;
                        after = rs.getLong(1);
                        found.take(json(rs.getString(5)), rs.getString(2), rs.getLong(3), rs.getLong(4), references::holds);
                    }
                }
            }
        }
        return found;
    }

    private void rules() throws SQLException, IOException {
        for (String code : ruleSets) {
            Map<String, byte[]> content = new TreeMap<>();
            try (PreparedStatement read = connection.prepareStatement("select f.name, c.content from rule_set_file f join rule_content c on c.digest = f.digest where f.rule_set = ?")) {
                read.setString(1, code);
                try (ResultSet rs = read.executeQuery()) {
                    while (rs.next()) {
                        content.put(rs.getString(1), rs.getBytes(2));
                    }
                }
            }
            if (content.isEmpty()) {
                for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:processes/rules/*/*.*")) {
                    if (!file.getURL().getPath().endsWith("/" + code + "/" + file.getFilename())) {
                        continue;
                    }
                    try (InputStream in = file.getInputStream()) {
                        content.put(file.getFilename(), in.readAllBytes());
                    }
                }
            }
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                String name = "rules/" + code + "/" + file.getKey();
                if (PackFiles.NAME.matcher(name).matches()) {
                    files.file(name, file.getValue());
                }
            }
        }
    }

    /** All versions that the engine holds, so that ended cases can be read with the model they went by. */
    private void models() throws SQLException, IOException {
        Set<String> written = new HashSet<>();
        try (PreparedStatement read = connection.prepareStatement("select d.version_, d.resource_name_, b.bytes_ from act_re_procdef d "
                + "join act_ge_bytearray b on b.deployment_id_ = d.deployment_id_ and b.name_ = d.resource_name_ order by d.resource_name_, d.version_");
             ResultSet rs = read.executeQuery()) {
            while (rs.next()) {
                String resource = rs.getString(2);
                String name = "models/v" + rs.getInt(1) + "/" + resource.substring(resource.lastIndexOf('/') + 1);
                if (PackFiles.NAME.matcher(name).matches() && written.add(name)) {
                    files.file(name, rs.getBytes(3));
                }
            }
        }
    }
}
