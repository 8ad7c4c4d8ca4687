package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.PostgresTest;

/** Whoever owns the database switches the triggers off and changes what they like; the verifier names it. Each change is undone with its transaction. */
@PostgresTest
class TamperTests {

    private static final String CASE = "CASE:TP26-0001";

    @Autowired Ledger ledger;
    @Autowired Checkpoints checkpoints;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired DataSource source;

    @TempDir Path folder;

    interface Change {
        void by(Statement owner) throws Exception;
    }

    @BeforeEach
    void aCaseWithADocumentAndCheckpoints() {
        if (jdbc.sql("select count(*) from unit where code = 'TP'").query(Integer.class).single() > 0) {
            return;
        }
        checkpoints.ready();
        transaction.executeWithoutResult(t -> {
            jdbc.sql("insert into unit(code, name, search_name, kind, path, valid_from) values ('TP', 'TP', 'tp', 'CELL', '/TP/', date '2020-01-01')").update();
            jdbc.sql("""
                    insert into member(code, full_name, search_name, sort_key, birth_date, gender, cell_code, party_post, status, version)
                    values ('TP1', 'Lò Văn Thử', 'lo van thu', 'x', date '1980-01-01', 'MALE', 'TP', 'Đảng viên', 'OFFICIAL', 0)""").update();
            jdbc.sql("""
                    insert into vetting_case(code, round_code, member_code, cell_code, unit_code, list_code, rule_set, stage, stage_since, suspended, opened_at, version)
                    values ('TP26-0001', 'TP26', 'TP1', 'TP', 'TP', 'TP26-TP', '2026-07', 'SELF_REVIEW', now(), false, now(), 0)""").update();
            ledger.byProcess("CASE_OPENED").on("CASE", "TP26-0001").write();
        });
        for (int i = 0; i < 3; i++) {
            transaction.executeWithoutResult(t -> ledger.byProcess("STAGE_ENTERED").on("CASE", "TP26-0001").outcome("SELF_REVIEW").write());
        }
        transaction.executeWithoutResult(t -> {
            jdbc.sql("""
                    insert into self_review(case_code, version_no, form_kind, review_year, content, digest, general_points, task_points, on_time, sealed_at, sealed_by, sealed_name)
                    values ('TP26-0001', 1, '2A', 2026, '{"form":"2A","year":2026,"ruleSet":"2026-07","standards":[],"sections":[],"leading":"Tôi tự soi","commitments":[],"generalPoints":1,"taskPoints":2,"tasks":{"given":1,"onTime":1,"beyond":0,"remedied":true}}', 'd', 1, 2, true, now(), 'x', 'X')""").update();
            ledger.byProcess("SELF_REVIEW_SUBMITTED").on("CASE", "TP26-0001").write();
        });
        checkpoints.make("PERIODIC").orElseThrow();
        transaction.executeWithoutResult(t -> ledger.byProcess("STAGE_ENTERED").on("CASE", "TP26-0001").outcome("ASSESSMENT").write());
        checkpoints.make("PERIODIC").orElseThrow();
    }

    /** New faults after a change, as {@code KIND where}. */
    private List<String> after(Anchored anchored, String key, Change change) throws Exception {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement owner = connection.createStatement()) {
                List<Fault> before = new DatabaseVerifier(Anchored.none(), null).check(connection).faults().all();
                for (String table : Guard.APPEND_ONLY) {
                    owner.execute("alter table " + table + " disable trigger all");
                }
                change.by(owner);
                List<Fault> now = new ArrayList<>(new DatabaseVerifier(anchored, key).check(connection).faults().all());
                now.removeAll(before);
                return now.stream().map(f -> f.kind() + " " + f.where()).toList();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private List<String> after(Change change) throws Exception {
        return after(Anchored.none(), null, change);
    }

    private static void sql(Statement owner, String sql) throws SQLException {
        assertThat(owner.executeUpdate(sql)).isPositive();
    }

    /** As whoever knows the description would: all digests of a stream anew, and its head. */
    private static void rechain(Statement owner, String stream) throws SQLException {
        List<Line> lines = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        try (ResultSet rs = owner.executeQuery("select " + Line.COLUMNS + ", id from ledger_entry where stream = '" + stream + "' order by seq")) {
            while (rs.next()) {
                lines.add(Line.of(rs, 1));
                ids.add(rs.getLong(25));
            }
        }
        String prev = Canonical.NOTHING;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i).at(i + 1, lines.get(i).tx(), prev);
            prev = line.hash();
            owner.executeUpdate("update ledger_entry set seq = " + (i + 1) + ", prev = '" + line.prev() + "', hash = '" + prev + "' where id = " + ids.get(i));
        }
        owner.executeUpdate("update ledger_stream set seq = " + lines.size() + ", hash = '" + prev + "' where stream = '" + stream + "'");
    }

    @Test
    void nothingIsNamedWhereNothingWasChanged() throws Exception {
        assertThat(after(owner -> { })).isEmpty();
    }

    @Test
    void changedRulesAreNamedWithTableAndRow() throws Exception {
        byte[] yaml = "code: TP-1".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String digest = java.util.HexFormat.of().formatHex(Canonical.sha256().digest(yaml));
        long draft = transaction.execute(t -> {
            jdbc.sql("insert into rule_content(digest, content) values (?, ?)").params(digest, yaml).update();
            jdbc.sql("insert into rule_draft(base, unit_code, code, state, version, opened_by, opened_name, opened_at) values ('2026-07', 'TP', 'TP-1', 'OPEN', 1, 'x', 'X', now())").update();
            long id = jdbc.sql("select max(id) from rule_draft").query(Long.class).single();
            jdbc.sql("insert into rule_draft_version(draft_id, version, saved_by, saved_name, saved_at) values (?, 1, 'x', 'X', now())").param(id).update();
            jdbc.sql("insert into rule_draft_file(draft_id, version, name, digest) values (?, 1, 'rule-set.yaml', ?)").params(id, digest).update();
            ledger.byProcess("DRAFT_OPENED").on("RULES", "draft:" + id).write();
            return id;
        });
        assertThat(after(owner -> { })).isEmpty();
        assertThat(after(owner -> sql(owner, "update rule_content set content = content || '\\x20'::bytea where digest = '" + digest + "'"))).containsExactly("RULES_CHANGED rule_content " + digest);
        assertThat(after(owner -> sql(owner, "update rule_draft set state = 'IN_FORCE' where id = " + draft))).containsExactly("ROW_CHANGED rule_draft " + draft);
        assertThat(after(owner -> sql(owner, "update rule_draft_version set saved_by = 'y' where draft_id = " + draft))).containsExactly("ROW_CHANGED rule_draft_version " + draft + "/1");
        assertThat(after(owner -> {
            sql(owner, "insert into rule_content(digest, content) values (encode(sha256('code: TP-2'::bytea), 'hex'), 'code: TP-2'::bytea)");
            sql(owner, "update rule_draft_file set digest = encode(sha256('code: TP-2'::bytea), 'hex') where draft_id = " + draft);
        })).containsExactlyInAnyOrder("ROW_CHANGED rule_draft_file " + draft + "/1", "ROW_UNRECORDED rule_content " + digest);
        assertThat(after(owner -> {
            owner.execute("alter table rule_draft_file disable trigger all");
            owner.execute("alter table rule_content disable trigger all");
            sql(owner, "delete from rule_content where digest = '" + digest + "'");
        })).containsExactly("RULES_MISSING rule_content " + digest);
        assertThat(after(owner -> sql(owner, "insert into rule_content(digest, content) values (encode(sha256('x'::bytea), 'hex'), 'x'::bytea)")))
                .singleElement().asString().startsWith("ROW_UNRECORDED rule_content ");
    }

    @Test
    void aChangedEntryIsNamed() throws Exception {
        assertThat(after(owner -> sql(owner, "update ledger_entry set outcome = 'INSPECTION' where stream = '" + CASE + "' and seq = 3")))
                .containsExactly("ENTRY_CHANGED " + CASE + " 3");
        assertThat(after(owner -> sql(owner, "update ledger_entry set at = at + interval '1 microsecond' where stream = '" + CASE + "' and seq = 2")))
                .containsExactly("ENTRY_CHANGED " + CASE + " 2");
    }

    @Test
    void aChangedEntryWithItsDigestAnewBreaksTheLinkOfTheNext() throws Exception {
        assertThat(after(owner -> {
            sql(owner, "update ledger_entry set outcome = 'INSPECTION' where stream = '" + CASE + "' and seq = 3");
            try (ResultSet rs = owner.executeQuery("select " + Line.COLUMNS + " from ledger_entry where stream = '" + CASE + "' and seq = 3")) {
                rs.next();
                String hash = Line.of(rs, 1).hash();
                sql(owner, "update ledger_entry set hash = '" + hash + "' where stream = '" + CASE + "' and seq = 3");
            }
        })).containsExactly("LINK_BROKEN " + CASE + " 4");
    }

    @Test
    void aDeletedEntryIsNamedByItsNumber() throws Exception {
        assertThat(after(owner -> sql(owner, "delete from ledger_entry where stream = '" + CASE + "' and seq = 3"))).containsExactly("MISSING " + CASE + " 3");
    }

    @Test
    void anInsertedEntryIsNamed() throws Exception {
        assertThat(after(owner -> {
            String columns = Line.COLUMNS.replace("seq, ", "");
            sql(owner, "insert into ledger_entry(seq, " + columns + ") select 7, " + columns + " from ledger_entry where stream = '" + CASE + "' and seq = 2");
        })).contains("ENTRY_CHANGED " + CASE + " 7", "LINK_BROKEN " + CASE + " 7", "HEAD_WRONG " + CASE + " 7");
    }

    @Test
    void changedOrderIsNamed() throws Exception {
        assertThat(after(owner -> {
            sql(owner, "update ledger_entry set seq = -1 where stream = '" + CASE + "' and seq = 2");
            sql(owner, "update ledger_entry set seq = 2 where stream = '" + CASE + "' and seq = 3");
            sql(owner, "update ledger_entry set seq = 3 where stream = '" + CASE + "' and seq = -1");
        })).contains("REORDERED " + CASE + " 2", "ENTRY_CHANGED " + CASE + " 2", "ENTRY_CHANGED " + CASE + " 3");
    }

    @Test
    void aTailThatWasCutOffTogetherWithItsHeadIsMissedByTheCheckpoint() throws Exception {
        assertThat(after(owner -> {
            sql(owner, "delete from ledger_entry where stream = '" + CASE + "' and seq > 4");
            sql(owner, "update ledger_stream s set seq = 4, hash = e.hash from ledger_entry e where s.stream = '" + CASE + "' and e.stream = s.stream and e.seq = 4");
        })).contains("TAIL_MISSING " + CASE + " 5", "TAIL_MISSING " + CASE + " 6");
    }

    @Test
    void aStreamThatWasWrittenAnewWithFittingDigestsIsFoundByTheCheckpoint() throws Exception {
        assertThat(after(owner -> {
            sql(owner, "update ledger_entry set outcome = 'INSPECTION' where stream = '" + CASE + "' and seq = 3");
            rechain(owner, CASE);
        })).containsExactly("REWRITTEN " + CASE + " 5", "REWRITTEN " + CASE + " 6");
    }

    @Test
    void changedVanishedAndSmuggledRowsAreNamed() throws Exception {
        assertThat(after(owner -> sql(owner, "update vetting_case set outcome = 'LISTED' where code = 'TP26-0001'"))).containsExactly("ROW_CHANGED vetting_case TP26-0001");
        assertThat(after(owner -> sql(owner, "delete from self_review where case_code = 'TP26-0001'"))).containsExactly("ROW_VANISHED self_review TP26-0001/1");
        assertThat(after(owner -> sql(owner, "insert into case_withdrawal(case_code, reason, withdrawn_at) values ('TP26-0001', 'x', now())")))
                .containsExactly("ROW_UNRECORDED case_withdrawal TP26-0001");
    }

    @Test
    void aSealedDocumentThatWasSwappedIsNamedEvenWithItsOwnDigestAnew() throws Exception {
        assertThat(after(owner -> sql(owner, "update self_review set content = '{\"a\":\"khác\"}', digest = 'e' where case_code = 'TP26-0001'")))
                .containsExactly("DOCUMENT_CHANGED self_review TP26-0001/1");
    }

    @Test
    void changedCheckpointsAndHeadsAreNamed() throws Exception {
        long no = checkpoints.last().orElseThrow().no();
        assertThat(after(owner -> sql(owner, "update ledger_checkpoint set entries = entries - 1 where no = " + no)))
                .contains("CHECKPOINT_CHANGED " + no, "CHECKPOINT_SIGNATURE " + no, "CHECKPOINT_TREE " + no);
        assertThat(after(owner -> sql(owner, "update ledger_checkpoint_head set hash = '" + Canonical.NOTHING + "' where checkpoint_no = " + no + " and stream = '" + CASE + "'")))
                .contains("CHECKPOINT_TREE " + no, "REWRITTEN " + CASE + " 6");
    }

    /** Everything anew with a key of their own: entries, checkpoints, signatures. */
    private void forge(Statement owner) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String open = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        String id = KeyRing.id(open);
        sql(owner, "update ledger_entry set outcome = 'INSPECTION' where stream = '" + CASE + "' and seq = 3");
        rechain(owner, CASE);
        owner.execute("update ledger_checkpoint_head h set hash = e.hash from ledger_entry e where e.stream = h.stream and e.seq = h.seq");
        owner.execute("alter table ledger_checkpoint drop constraint ledger_checkpoint_key_id_fkey");
        owner.execute("delete from ledger_key");
        owner.execute("insert into ledger_key(key_id, public_key, made_at) values ('" + id + "', '" + open + "', now())");
        List<Checkpoint> old = new ArrayList<>();
        try (ResultSet rs = owner.executeQuery("select " + Checkpoint.COLUMNS + " from ledger_checkpoint order by no")) {
            while (rs.next()) {
                old.add(Checkpoint.of(rs));
            }
        }
        java.util.Map<String, Checkpoints.Head> heads = new java.util.HashMap<>();
        String prev = Canonical.NOTHING;
        for (Checkpoint c : old) {
            List<Checkpoints.Head> changed = new ArrayList<>();
            try (ResultSet rs = owner.executeQuery("select stream, seq, hash from ledger_checkpoint_head where checkpoint_no = " + c.no())) {
                while (rs.next()) {
                    changed.add(new Checkpoints.Head(rs.getString(1), rs.getLong(2), rs.getString(3)));
                }
            }
            changed.forEach(h -> heads.put(h.stream(), h));
            Checkpoint forged = new Checkpoint(c.no(), c.format(), c.at(), c.entries(), c.streams(), Checkpoints.root(Checkpoints.sorted(new ArrayList<>(heads.values()))),
                    Checkpoints.root(Checkpoints.sorted(changed)), c.reason(), prev, id, null, null, null);
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(forged.signed().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            forged = forged.sealed(forged.computedHash(), Base64.getEncoder().encodeToString(signature.sign()));
            prev = forged.hash();
            sql(owner, "update ledger_checkpoint set root = '" + forged.root() + "', changed = '" + forged.changed() + "', prev = '" + forged.prev() + "', key_id = '" + id
                    + "', hash = '" + forged.hash() + "', signature = '" + forged.signature() + "', code = '" + forged.code() + "' where no = " + c.no());
        }
    }

    @Test
    void whoeverWritesEverythingAnewWithAKeyOfTheirOwnIsFoundByTheKeyAndByTheSecondPlace() throws Exception {
        Checkpoint last = checkpoints.last().orElseThrow();
        String key = checkpoints.keys().get(0).publicKey();
        assertThat(after(this::forge)).as("without anything from outside there is nothing to find it by").isEmpty();
        assertThat(after(Anchored.none(), key, this::forge)).anyMatch(f -> f.startsWith("FOREIGN_KEY "));
        Path paper = Files.writeString(folder.resolve("paper"), "copied from the minutes: checkpoint " + last.no() + " code " + last.code().toLowerCase() + "\n");
        assertThat(after(Anchored.read(paper), null, this::forge)).containsExactly("ANCHOR_DIFFERS " + last.no());
        Path drop = Files.writeString(folder.resolve("drop"), last.line() + "\ncheckpoint 999 code 0000-0000-0000-0000-0000\n");
        assertThat(after(Anchored.read(drop), null, owner -> { })).as("what fits is not named").containsExactly("ANCHOR_MISSING 999");
    }

    @Test
    void whatNoLongerGuardsIsNamedWhereNothingElseChanged() throws Exception {
        try (Connection connection = source.getConnection()) {
            assertThat(GuardCheck.open(connection)).isEmpty();
        }
        after(owner -> {
            for (String sql : List.of("drop trigger ledger_touch_update on finding", "alter table self_review rename to other", "create view self_review as select * from other",
                    "alter table opinion enable row level security")) {
                owner.execute(sql);
            }
            // the triggers of these four were switched off before
            assertThat(GuardCheck.open(owner.getConnection())).containsExactlyInAnyOrder("ledger_entry", "ledger_key", "ledger_checkpoint", "ledger_checkpoint_head", "finding",
                    "self_review", "opinion");
        });
    }

    @Test
    void aSwappedKeyAloneIsNamed() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String id = checkpoints.last().orElseThrow().key();
        assertThat(after(owner -> sql(owner, "update ledger_checkpoint set at = 'infinity' where no = 1"))).as("no time at all").contains("CHECKPOINT_CHANGED 1");
        assertThat(after(owner -> sql(owner, "update ledger_key set public_key = '" + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded())
                + "' where key_id = '" + id + "'"))).contains("FOREIGN_KEY " + id);
    }

    @Test
    void aRotatedKeyIsTrustedThroughTheOneBeforeAndAForeignOneIsNot() throws Exception {
        String first = checkpoints.keys().get(0).publicKey();
        String id = checkpoints.rotate(false);
        Checkpoint made = checkpoints.make("KEY").orElseThrow();
        assertThat(made.key()).isEqualTo(id);
        assertThat(after(Anchored.none(), first, owner -> { })).as("known by the first key").isEmpty();
        String newest = checkpoints.keys().get(checkpoints.keys().size() - 1).publicKey();
        assertThat(after(Anchored.none(), newest, owner -> { })).as("known by the newest key").isEmpty();
        assertThat(after(owner -> sql(owner, "update ledger_key set handover = null where key_id = '" + id + "'"))).contains("FOREIGN_KEY " + id);
        assertThat(after(Anchored.none(), newest, owner -> {
            owner.executeUpdate("delete from ledger_anchor where checkpoint_no = " + made.no());
            sql(owner, "delete from ledger_checkpoint_head where checkpoint_no = " + made.no());
            sql(owner, "delete from ledger_checkpoint where no = " + made.no());
        })).as("the key that was named has signed nothing, the one before it goes on").contains("KEY_SUPERSEDED " + (made.no() - 1));
    }

    @Test
    void theCommandNamesWhatIsWrongAndWhatIsNotProven() throws SQLException, IOException {
        try (Connection connection = source.getConnection()) {
            DatabaseVerifier.Report report = new DatabaseVerifier(Anchored.none(), null).verify(connection);
            assertThat(report.entries()).isGreaterThanOrEqualTo(6);
            assertThat(report.last()).isNotNull();
            assertThat(report.exposed()).isEqualTo(report.entries());
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
        }
    }
}
