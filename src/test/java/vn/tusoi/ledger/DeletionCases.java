package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.briefings.BriefingDesk;
import vn.tusoi.briefings.Progress;
import vn.tusoi.ledger.pack.PackScope;
import vn.tusoi.ledger.pack.PackVerifier;
import vn.tusoi.ledger.pack.Packs;
import vn.tusoi.register.Units;
import vn.tusoi.retention.BriefingRetention;
import vn.tusoi.retention.DeletedContent;
import vn.tusoi.retention.Hold;
import vn.tusoi.retention.Holds;
import vn.tusoi.retention.RetentionAt;
import vn.tusoi.retention.RetentionDesk;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.worklist.Refused;

/** What is deleted when its period is over, who may, and what the verifier says of it. The same on both databases. */
abstract class DeletionCases {

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final LocalDate CLOSED = LocalDate.of(2020, 5, 31);
    /** 24 months: the source of information and the readings; drafts are due long before. */
    static final LocalDate SOURCE_DUE = LocalDate.of(2022, 5, 31);
    /** 60 months: all but the inspection's texts. */
    private static final LocalDate REVIEW_DUE = LocalDate.of(2025, 5, 31);

    @Autowired JdbcClient jdbc;
    @Autowired DataSource source;
    @Autowired TransactionTemplate transaction;
    @Autowired Ledger ledger;
    @Autowired Units units;
    @Autowired Rounds rounds;
    @Autowired RetentionDesk desk;
    @Autowired RetentionAt at;
    @Autowired BriefingDesk briefings;
    @Autowired Holds holds;
    @Autowired DeletedContent deletedContent;
    @Autowired Checkpoints checkpoints;
    @Autowired Packs packs;

    @TempDir Path folder;

    private String n;

    String code(int i) {
        return n + "-000" + i;
    }

    private Actor actor(String name, Function function) {
        return new Actor(name + n, "Đồng chí " + name, null, List.of(new Office(function, units.get("U" + n))));
    }

    private Actor first() {
        return actor("mot", Function.ORGANISATION_BOARD);
    }

    private Actor second() {
        return actor("hai", Function.ORGANISATION_BOARD);
    }

    private Actor inspector() {
        return actor("ktv", Function.INSPECTOR);
    }

    private Actor lead() {
        return actor("truong", Function.LEAD_INSPECTOR);
    }

    @BeforeEach
    void aRoundThatWasClosedLongAgo() {
        n = "RT" + RUNS.incrementAndGet();
        OffsetDateTime opened = OffsetDateTime.of(2019, 9, 1, 3, 0, 0, 0, ZoneOffset.UTC);
        OffsetDateTime closed = OffsetDateTime.of(2020, 5, 30, 18, 0, 0, 0, ZoneOffset.UTC);            // 31 May in Vietnam
        transaction.executeWithoutResult(t -> {
            jdbc.sql("insert into unit(code, name, search_name, kind, path, valid_from) values (?, 'Chi bộ thử', 'chi bo thu', 'CELL', ?, date '2015-01-01')")
                    .params("U" + n, "/U" + n + "/").update();
            jdbc.sql("""
                            insert into round(code, name, owner_code, rule_set, status, created_by, created_at, opened_at, closed_at, version)
                            values (?, 'Đợt cũ', ?, '2026-07', 'CLOSED', 'x', ?, ?, ?, 0)""").params(n, "U" + n, opened, opened, closed).update();
            jdbc.sql("insert into round_unit(round_code, unit_code) values (?, ?)").params(n, "U" + n).update();
            ledger.byProcess("ROUND_CREATED").on("ROUND", n).write();             // its close lies years back, when there was no record of it
        });
        units.changed();
        for (int i = 1; i <= 2; i++) {
            aCase(i, opened, closed);
        }
    }

    private void aCase(int i, OffsetDateTime opened, OffsetDateTime closed) {
        String code = code(i);
        transaction.executeWithoutResult(t -> {
            jdbc.sql("""
                            insert into member(code, full_name, search_name, sort_key, birth_date, gender, cell_code, party_post, status, version)
                            values (?, 'Lò Văn Thử', 'lo van thu', 'x', date '1980-01-01', 'MALE', ?, 'Đảng viên', 'OFFICIAL', 0)""").params("M" + code, "U" + n).update();
            jdbc.sql("""
                            insert into vetting_case(code, round_code, member_code, cell_code, unit_code, list_code, rule_set, stage, stage_since, outcome, suspended, returned_from,
                                                     return_reason, opened_at, ended_at, version)
                            values (?, ?, ?, ?, ?, 'L', '2026-07', 'ENDED', ?, 'LISTED', false, 'INSPECTION', 'Thiếu bản kê khai', ?, ?, 3)""")
                    .params(code, n, "M" + code, "U" + n, "U" + n, opened, opened, closed.minusDays(20)).update();
            jdbc.sql("""
                            insert into self_review(case_code, version_no, form_kind, review_year, content, digest, general_points, task_points, on_time, sealed_at, sealed_by, sealed_name)
                            values (?, 1, '2A', 2019, '{"leading":"Tôi tự soi","tasks":{"given":10,"onTime":10,"beyond":2,"remedied":true}}', 'd', 27, 58, true, ?, 'x', 'X')""").params(code, opened).update();
            jdbc.sql("""
                            insert into case_information(case_code, info_no, source, doc_no, doc_date, summary, verified_by, registered_at, registered_by, registered_name)
                            values (?, 1, 'Ông Quàng Văn Thử', '31-KL', date '2020-01-05', 'Có nêu tên', 'Thanh tra', ?, 'x', 'X')""").params(code, opened).update();
            jdbc.sql("insert into inspection_check(case_code, check_no, opened_at, opinions_due, draft_no) values (?, 1, ?, ?, 1)").params(code, opened, opened).update();
            jdbc.sql("""
                            insert into finding(case_code, check_no, draft_no, finding_no, act_code, statement, evidence, serious, explanation)
                            values (?, 1, 1, 1, 'PH09', 'Kê khai thiếu', 'Sổ đất', false, 'Đã kê khai lại')""").params(code).update();
            jdbc.sql("insert into draft(username, subject_code, form_key, slot, content, saved_at) values ('x', ?, 'submit-self-review', '', '{}', ?)").params(code, opened).update();
            jdbc.sql("""
                            insert into case_read(case_code, username, person, read_right, read_hour, read_day, read_at) values (?, 'x', 'X', 'STEP', ?, date '2020-01-01', ?)""")
                    .params(code, opened, opened).update();
            ledger.byProcess("CASE_OPENED").on("CASE", code).write();
        });
    }

    private String text(int i, String table, String column) {
        return jdbc.sql("select " + column + " from " + table + " where " + (table.equals("vetting_case") ? "code" : "case_code") + " = ?").param(code(i)).query(String.class).single();
    }

    void deletedOn(LocalDate day) {
        at.propose(day, first(), n);
        at.decide(day, second(), n, true);
        desk.carryOut(n);
        assertThat(desk.runs(n).get(0).state()).hasToString("DONE");
    }

    interface Change {
        void by(Connection owner) throws Exception;
    }

    /** New faults after a change by whoever owns the database; it is undone afterwards. */
    List<String> after(Change change) throws Exception {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Fault> before = verifier().check(connection).faults().all();
                change.by(connection);
                List<Fault> now = new ArrayList<>(verifier().check(connection).faults().all());
                now.removeAll(before);
                return now.stream().map(f -> f.kind() + " " + f.where()).toList();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** The database is shared with tests that write rows without acts: none of the faults is to be left out for their number. */
    private static DatabaseVerifier verifier() {
        return new DatabaseVerifier(Anchored.none(), null, new Faults(Integer.MAX_VALUE));
    }

    /** Faults that have to do with this test's round. */
    private List<String> faults() throws Exception {
        return all().stream().filter(f -> f.contains(n + "-") || f.contains("ROUND:" + n + " ") || f.endsWith(" " + n)).toList();
    }

    static void sql(Connection owner, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertThat(statement.executeUpdate()).isPositive();
        }
    }

    /** Deletes a text as whoever knows the description would, so that its row still has its digest. */
    private static Deletion.Cell gone(Connection owner, String table, String column, String code) throws SQLException {
        DigestedTable digested = DigestedTable.named(table);
        List<String> key = new ArrayList<>();
        Map<String, String> digests = new TreeMap<>();
        try (PreparedStatement read = owner.prepareStatement("select * from " + table + " where " + digested.caseColumn() + " = ?")) {
            read.setString(1, code);
            try (ResultSet rs = read.executeQuery()) {
                assertThat(rs.next()).isTrue();
                for (String k : digested.keys()) {
                    key.add(rs.getString(k));
                }
                for (String one : digested.content()) {
                    if (rs.getString(one) != null) {
                        digests.put(one, Cells.digest(table, one, rs.getString(Cells.SALT), rs.getString(one)));
                    }
                }
            }
        }
        for (String one : digests.keySet()) {
            sql(owner, "update " + table + " set " + one + " = '' where " + digested.caseColumn() + " = ?", code);
        }
        sql(owner, "update " + table + " set content_salt = null, content_digests = ? where " + digested.caseColumn() + " = ?", Canonical.json(digests), code);
        return new Deletion.Cell(table, key, column, digests.get(column));
    }

    /** Adds an entry at the end of a case's stream, with its digest and the head. @return where it stands */
    static String entered(Connection owner, String code, Instant when, String kind, Map<String, Object> detail) throws SQLException {
        return entered(owner, code, when, 1_000_000_000L, Deletion.ACT, kind, detail, null);
    }

    private static String entered(Connection owner, String code, Instant when, long tx, String act, String kind, Map<String, Object> detail, String rows) throws SQLException {
        String stream = "CASE:" + code;
        try (Statement ask = owner.createStatement(); ResultSet rs = ask.executeQuery("select seq, hash from ledger_stream where stream = '" + stream + "'")) {
            rs.next();
            Line line = new Line(stream, rs.getLong(1) + 1, tx, Line.FORMAT, when, rs.getString(2), null, null, null, null, Salt.fresh(), "CASE", code, act, kind,
                    "2026-07", "retention.months." + kind, null, Canonical.json(detail), rows, Salt.fresh(), null, null);
            sql(owner, "insert into ledger_entry(stream, seq, tx, format, at, prev, who_salt, subject_kind, subject_code, act, outcome, rule_set, rule_ref, detail, row_digests, what_salt, hash) "
                            + "values (?, ?, ?, 1, ?, ?, ?, 'CASE', ?, ?, ?, ?, ?, ?, ?, ?, ?)", stream, line.seq(), line.tx(), OffsetDateTime.ofInstant(when, ZoneOffset.UTC), line.prev(),
                    line.whoSalt(), code, line.act(), kind, line.ruleSet(), line.ruleRef(), line.detail(), rows, line.whatSalt(), line.hash());
            sql(owner, "update ledger_stream set seq = ?, hash = ? where stream = ?", line.seq(), line.hash(), stream);
            return stream + " " + line.seq();
        }
    }

    Map<String, Object> detail(int run, int months, LocalDate due, Deletion.Cell... cells) {
        List<Map<String, Object>> named = new ArrayList<>();
        for (Deletion.Cell cell : cells) {
            named.add(Map.of("table", cell.table(), "key", cell.key(), "column", cell.column(), "digest", cell.digest()));
        }
        return Map.of("round", n, "run", run, "months", months, "closed", CLOSED, "due", due, "cells", named);
    }

    @Test
    void nothingIsDueTheDayBeforeAndEverythingOnTheDay() {
        List<RetentionDesk.Due> all = desk.preview(rounds.get(n));
        assertThat(all).filteredOn(d -> d.kind() == ContentKind.SOURCE).singleElement().satisfies(d -> {
            assertThat(d.due()).isEqualTo(SOURCE_DUE);
            assertThat(d.on(SOURCE_DUE.minusDays(1))).isFalse();
            assertThat(d.on(SOURCE_DUE)).isTrue();
            assertThat(d.cases()).isEqualTo(2);
        });
        // a month has not 31 days: the last one it has; drafts are kept for a month
        assertThat(all).filteredOn(d -> d.kind() == ContentKind.DRAFT).extracting(RetentionDesk.Due::due).containsExactly(LocalDate.of(2020, 6, 30));
        assertThatThrownBy(() -> at.propose(LocalDate.of(2020, 6, 29), first(), n)).isInstanceOf(Refused.class).hasMessage("retention.nothing");
        at.propose(LocalDate.of(2020, 6, 30), first(), n);
        assertThat(desk.runs(n).get(0).pieces()).isEqualTo(2);
    }

    @Test
    void onlyWhatIsDueIsDeletedAndTheRecordStillVerifies() throws Exception {
        deletedOn(SOURCE_DUE);
        assertThat(text(1, "case_information", "source")).isEmpty();
        assertThat(text(1, "case_information", "doc_no")).isEqualTo("31-KL");
        assertThat(jdbc.sql("select count(*) from case_information where case_code = ? and content_salt is null").param(code(1)).query(Integer.class).single()).isEqualTo(1);
        assertThat(text(1, "finding", "statement")).isEqualTo("Kê khai thiếu");
        assertThat(text(1, "self_review", "content")).contains("Tôi tự soi");
        assertThat(jdbc.sql("select count(*) from draft where subject_code like ?").param(n + "-%").query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("select count(*) from case_read where case_code like ?").param(n + "-%").query(Integer.class).single()).isZero();
        assertThat(deletedContent.of(code(1))).extracting(DeletedContent.Gone::kind).containsExactlyInAnyOrder("SOURCE", "DRAFT", "READING");
        assertThat(faults()).isEmpty();
        deletedOn(REVIEW_DUE);
        assertThat(text(2, "self_review", "content")).isEmpty();
        assertThat(text(2, "self_review", "digest")).isEqualTo("d");
        assertThat(text(2, "vetting_case", "return_reason")).isEmpty();
        assertThat(text(2, "finding", "statement")).isEqualTo("Kê khai thiếu");
        assertThat(faults()).isEmpty();
        assertThatThrownBy(() -> at.propose(REVIEW_DUE, first(), n)).isInstanceOf(Refused.class).hasMessage("retention.nothing");
    }

    /** What belongs to the round itself: reasons in its electorate, an exception of age, the review of a body, drafts on its list. */
    void theRoundsOwn() {
        OffsetDateTime then = OffsetDateTime.of(2019, 9, 1, 3, 0, 0, 0, ZoneOffset.UTC);
        transaction.executeWithoutResult(t -> {
            for (int i = 1; i <= 2; i++) {
                jdbc.sql("""
                                insert into electorate(round_code, member_code, cell_code, unit_code, post, included, by_rule, reason, rule_ref, manual_reason, manual_by)
                                values (?, ?, ?, ?, 'Đảng viên', true, false, 'x', 'x', ?, 'x')""").params(n, "M" + code(i), "U" + n, "U" + n, i == 1 ? "Sức khỏe đã ổn định" : null).update();
            }
            jdbc.sql("""
                            insert into age_exception(round_code, member_code, exception_no, kind, months, reason, doc_no, doc_date, recorded_at, recorded_by, recorded_name, state)
                            values (?, ?, 1, 'LESS_TIME', 3, 'Đang chữa bệnh', '5-CV', date '2019-09-01', ?, 'x', 'X', 'RECORDED')""").params(n, "M" + code(1), then).update();
            jdbc.sql("insert into collective_review(code, round_code, unit_code, rule_set, state, opened_at, chair, level, reason) values (?, ?, ?, '2026-07', 'RATED', ?, 'Quàng Thị Thử', 'T', 'Nội bộ đoàn kết')")
                    .params(body(), n, "U" + n, then).update();
            for (int i = 1; i <= 2; i++) {
                jdbc.sql("insert into collective_section(collective_code, position_no, item_code, body) values (?, ?, 'TT1', 'Chi bộ còn nể nang')").params(body(), i).update();
            }
            for (String table : List.of("draft", "draft_kept")) {
                String kept = table.equals("draft") ? "" : ", kept_no, field";
                jdbc.sql("insert into " + table + "(username, subject_code, form_key, slot, content, " + (kept.isEmpty() ? "saved_at" : "kept_at") + kept + ") values ('x', ?, 'write-collective-review', '', '{}', ?"
                        + (kept.isEmpty() ? "" : ", 1, 'f'") + ")").params(body(), then).update();
            }
            ledger.byProcess("ROUND_CREATED").on("ROUND", n).write();
        });
    }

    private String body() {
        return n + "-TT-U" + n;
    }

    private String own(String table, String column) {
        return jdbc.sql("select coalesce(" + column + ", '-') from " + table + " where " + (table.startsWith("collective") ? "collective_code".substring(table.endsWith("section") ? 0 : 11) : "round_code")
                + " = ? order by 1 desc").param(table.startsWith("collective") ? body() : n).query(String.class).list().get(0);
    }

    @Test
    void theContentOfARoundItselfGoesWithItAndTheRecordSaysSo() throws Exception {
        theRoundsOwn();
        assertThat(desk.preview(rounds.get(n))).filteredOn(d -> d.kind() == ContentKind.COLLECTIVE).singleElement().satisfies(d -> {
            assertThat(d.due()).isEqualTo(REVIEW_DUE);
            assertThat(d.pieces()).isEqualTo(3);
            assertThat(d.cases()).isZero();
        });
        deletedOn(REVIEW_DUE.minusDays(1));
        assertThat(own("age_exception", "reason")).isEqualTo("Đang chữa bệnh");
        assertThat(jdbc.sql("select count(*) from draft where subject_code = ?").param(body()).query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("select count(*) from draft_kept where subject_code = ?").param(body()).query(Integer.class).single()).isZero();
        deletedOn(REVIEW_DUE);
        assertThat(own("age_exception", "reason")).isEmpty();
        assertThat(own("age_exception", "doc_no")).isEqualTo("5-CV");
        assertThat(jdbc.sql("select manual_reason from electorate where round_code = ? and manual_reason is not null").param(n).query(String.class).list()).containsExactly("");
        assertThat(own("collective_review", "reason")).isEmpty();
        assertThat(own("collective_review", "chair")).isEmpty();
        assertThat(own("collective_review", "level")).isEqualTo("T");
        assertThat(own("collective_section", "body")).isEmpty();
        assertThat(ledger.search(n, Deletion.ACT, null, 10, 0)).extracting(e -> e.outcome()).containsExactlyInAnyOrder("DRAFT", "ELECTORATE", "COLLECTIVE");
        assertThat(faults()).isEmpty();
        Path pack = folder.resolve("round.zip");
        checkpoints.ready();
        packs.make(new PackScope(PackScope.Kind.ROUND, n, null, null, null), null, null, pack).orElseThrow();
        assertThat(new PackVerifier(Anchored.none(), null).verify(pack).faults().all()).isEmpty();
    }

    @Test
    void anyHoldInARoundHoldsWhatBelongsToTheRoundItself() {
        theRoundsOwn();
        holds.put(inspector(), Hold.Kind.PERSON, "M" + code(2), "Đang giải quyết khiếu nại.");
        deletedOn(REVIEW_DUE);
        assertThat(text(1, "self_review", "content")).isEmpty();
        assertThat(own("age_exception", "reason")).isEqualTo("Đang chữa bệnh");
        assertThat(own("collective_section", "body")).isEqualTo("Chi bộ còn nể nang");
    }

    @Test
    void aDeletionFromTheRoundItselfIsHeldToTheSameRules() throws Exception {
        theRoundsOwn();
        // without an entry
        String digest = Cells.digest("age_exception", "reason", jdbc.sql("select content_salt from age_exception where round_code = ?").param(n).query(String.class).single(), "Đang chữa bệnh");
        assertThat(after(owner -> sql(owner, "update age_exception set reason = '', content_salt = null, content_digests = ? where round_code = ?", Canonical.json(Map.of("reason", digest)), n)))
                .containsExactly("DELETION_UNRECORDED age_exception " + n + "/M" + code(1) + "/1 reason");
        deletedOn(REVIEW_DUE);
        assertThat(after(owner -> sql(owner, "update retention_run set decided_by = proposed_by where round_code = ?", n))).anyMatch(f -> f.startsWith("DELETION_ALONE ROUND:" + n + " "));
        assertThat(after(owner -> sql(owner, "update round set closed_at = timestamp with time zone '2024-01-01 00:00:00+00' where code = ?", n)))
                .anyMatch(f -> f.startsWith("DELETION_EARLY ROUND:" + n + " "));
        assertThat(after(owner -> sql(owner, "insert into legal_hold(subject_code, hold_no, kind, unit_code, state, reason, put_at, put_by, put_name) "
                + "values (?, 1, 'PERSON', ?, 'HELD', 'x', timestamp with time zone '2020-01-01 00:00:00+00', 'x', 'X')", "M" + code(2), "U" + n)))
                .anyMatch(f -> f.startsWith("DELETION_HELD ROUND:" + n + " "));
        assertThat(after(owner -> sql(owner, "update collective_section set body = 'Chi bộ rất tốt' where collective_code = ? and position_no = 1", body())))
                .containsExactly("ROW_CHANGED collective_section " + body());
    }

    /** Notes of sessions are kept for 24 months from the briefing's last day, under the set in force on it. */
    private static final LocalDate BRIEFED = LocalDate.of(2024, 8, 31);
    private static final LocalDate NOTES_DUE = LocalDate.of(2026, 8, 31);

    String aBriefing() {
        String code = n + "-VB1";
        OffsetDateTime then = OffsetDateTime.of(2024, 8, 1, 3, 0, 0, 0, ZoneOffset.UTC);
        transaction.executeWithoutResult(t -> {
            jdbc.sql("""
                            insert into briefing(code, owner_code, title, text_no, text_date, place, due_on, published_at, published_by, published_name)
                            values (?, ?, 'Văn bản thử', '1-QĐ', date '2024-07-01', 'Tủ sách', ?, ?, 'x', 'X')""").params(code, "U" + n, BRIEFED, then).update();
            jdbc.sql("insert into briefing_cell(briefing_code, cell_code, held_on, place, note) values (?, ?, date '2024-08-20', 'Nhà văn hóa', 'Đồng chí Thử ốm')").params(code, "U" + n).update();
            jdbc.sql("insert into briefing_attendance(briefing_code, cell_code, member_code, attendance) values (?, ?, ?, 'EXCUSED')").params(code, "U" + n, "M" + code(1)).update();
            ledger.byProcess("BRIEFING_PUBLISHED").on("BRIEFING", code).write();
        });
        return code;
    }

    private String rolled(String briefing) {
        return jdbc.sql("select attendance from briefing_attendance where briefing_code = ?").param(briefing).query(String.class).single();
    }

    private String noted(String briefing) {
        return jdbc.sql("select note from briefing_cell where briefing_code = ?").param(briefing).query(String.class).single();
    }

    @Test
    void notesOfABriefingGoAfterTheirPeriodByTwoOfficers() throws Exception {
        String code = aBriefing();
        BriefingRetention early = at.briefings(NOTES_DUE.minusDays(1));
        BriefingRetention due = at.briefings(NOTES_DUE);
        assertThatThrownBy(() -> at.in(() -> early.propose(first(), code, null))).isInstanceOf(Refused.class).hasMessage("retention.nothing");
        assertThatThrownBy(() -> at.in(() -> due.propose(inspector(), code, null))).isInstanceOf(Denied.class);
        assertThat(due.list(first())).extracting(h -> h.briefing().code()).containsExactly(code);
        at.in(() -> due.propose(first(), code, null));
        assertThatThrownBy(() -> at.in(() -> due.decide(first(), code, true, null))).isInstanceOf(Denied.Forbidden.class).hasMessage("retention.denied.same");
        due.carryOut(code);
        assertThat(noted(code)).isEqualTo("Đồng chí Thử ốm");
        at.in(() -> due.decide(second(), code, true, null));
        int hold = holds.put(inspector(), Hold.Kind.PERSON, "M" + code(1), "Đang giải quyết khiếu nại.").no();
        due.carryOut(code);
        assertThat(noted(code)).isEqualTo("Đồng chí Thử ốm");
        assertThatThrownBy(() -> at.in(() -> due.propose(first(), code, null))).as("what is held is not even proposed").isInstanceOf(Refused.class).hasMessage("retention.nothing");
        holds.askToLift(inspector(), "M" + code(1), hold, "Xong.");
        holds.decide(lead(), "M" + code(1), hold, true);
        at.in(() -> due.propose(first(), code, null));
        at.in(() -> due.decide(second(), code, true, null));
        List<String> before = all();
        due.carryOut(code);
        assertThat(noted(code)).isEmpty();
        assertThat(due.runs(code).get(0).deleted()).as("the note and one line of the roll").isEqualTo(2);
        assertThat(rolled(code)).isEmpty();
        assertThat(jdbc.sql("select count(*) from briefing_attendance where briefing_code = ? and content_salt is null").param(code).query(Integer.class).single()).isEqualTo(1);
        assertThat(jdbc.sql("select concat(attended, '/', excused) from briefing_cell where briefing_code = ?").param(code).query(String.class).single()).as("the numbers").isEqualTo("0/1");
        assertThat(briefings.whole(first(), code, units.get("U" + n))).extracting(Progress::attended, Progress::excused).containsExactly(0, 1);
        assertThatThrownBy(() -> briefings.record(actor("bt", Function.CELL_SECRETARY), code, "U" + n, new BriefingDesk.Held(LocalDate.of(2024, 8, 20), "Nhà văn hóa", null, Map.of())))
                .as("a second roll in the place of the first").isInstanceOf(Refused.class).hasMessage("briefings.wrong.deleted");
        assertThat(all()).isEqualTo(before);
        Path pack = folder.resolve("briefing.zip");
        LocalDate today = LocalDate.ofInstant(Instant.now(), Deletion.ZONE);
        packs.make(new PackScope(PackScope.Kind.PERIOD, null, today.minusDays(1), today, null), null, null, pack).orElseThrow();
        assertThat(new PackVerifier(Anchored.none(), null).verify(pack).faults().all()).noneMatch(f -> f.where().contains(code));
        assertThat(read(pack).lines().filter(line -> line.contains("\"attendance\":") && line.contains(code))).singleElement().asString().contains("\"attendance\":\"\"", "content_digests");
        assertThat(after(owner -> sql(owner, "update briefing_attendance set attendance = 'ATTENDED' where briefing_code = ?", code)))
                .containsExactly("ROW_CHANGED briefing_attendance " + code + "/U" + n);
        assertThat(after(owner -> sql(owner, "update briefing_cell set attended = 1 where briefing_code = ?", code))).containsExactly("ROW_CHANGED briefing_cell " + code + "/U" + n);
        assertThat(after(owner -> sql(owner, "update briefing_deletion set decided_by = proposed_by where briefing_code = ?", code))).anyMatch(f -> f.startsWith("DELETION_ALONE SYSTEM:"));
        assertThat(after(owner -> sql(owner, "update briefing set due_on = date '2026-01-01' where code = ?", code))).anyMatch(f -> f.startsWith("DELETION_EARLY SYSTEM:"));
        assertThat(after(owner -> held(owner, "PERSON", "M" + code(1)))).as("who attended").anyMatch(f -> f.startsWith("DELETION_HELD SYSTEM:"));
        assertThat(after(owner -> {
            sql(owner, "insert into briefing_reading(briefing_code, member_code, cell_code, confirmed_at) values (?, ?, ?, timestamp with time zone '2024-08-20 00:00:00+00')", code, "M" + code(2), "U" + n);
            held(owner, "PERSON", "M" + code(2));
        })).as("who read").anyMatch(f -> f.startsWith("DELETION_HELD SYSTEM:"));
        assertThat(after(owner -> held(owner, "PERSON", "M" + code(2)))).as("who did neither").noneMatch(f -> f.startsWith("DELETION_HELD SYSTEM:"));
    }

    /** A roll of which an entry speaks as rolls were digested before attendance had digests of its own. */
    @Test
    void aRollThatWasDigestedInTheOldFormIsHeldAgainstItUntilItIsDeleted() throws Exception {
        String code = aBriefing();
        Mark mark = new Mark("briefing_attendance", List.of(code, "U" + n));
        try (Connection connection = source.getConnection()) {
            List<String> rows = new RowDigests().rows(connection, List.of(mark), false, RowDigests.Form.OLD).get(mark);
            assertThat(rows).containsExactly("{\"attendance\":\"EXCUSED\",\"briefing_code\":\"" + code + "\",\"cell_code\":\"U" + n + "\",\"member_code\":\"M" + code(1) + "\"}");
            String reference = Canonical.json(List.of(Map.of("table", mark.table(), "key", mark.key(), "n", 1, "digest", RowDigests.digest(rows))));
            entered(connection, code(1), Instant.parse("2024-08-21T00:00:00Z"), jdbc.sql("select max(tx) from ledger_entry").query(Long.class).single(), "BRIEFING_HELD", null,
                    Map.of("excused", 1), reference);
        }
        List<String> before = all();
        assertThat(before).noneMatch(f -> f.contains(code));
        assertThat(after(owner -> sql(owner, "update briefing_attendance set attendance = 'ABSENT' where briefing_code = ?", code)))
                .containsExactly("ROW_CHANGED briefing_attendance " + code + "/U" + n);
        PackScope that = new PackScope(PackScope.Kind.PERIOD, null, LocalDate.of(2024, 8, 21), LocalDate.of(2024, 8, 21), null);
        Path pack = folder.resolve("old.zip");
        packs.make(that, null, null, pack).orElseThrow();
        assertThat(new PackVerifier(Anchored.none(), null).verify(pack).faults().all()).isEmpty();
        assertThat(read(pack)).contains("\"attendance\":\"EXCUSED\"");
        BriefingRetention due = at.briefings(NOTES_DUE);
        at.in(() -> due.propose(first(), code, null));
        at.in(() -> due.decide(second(), code, true, null));
        due.carryOut(code);
        assertThat(rolled(code)).isEmpty();
        assertThat(all()).isEqualTo(before);
        packs.make(that, null, null, pack).orElseThrow();
        assertThat(new PackVerifier(Anchored.none(), null).verify(pack).faults().all()).isEmpty();
        assertThat(read(pack)).doesNotContain("EXCUSED");
    }

    /** Text typed where there is no case any more, or never was: kept for a month, like other drafts. */
    @Test
    void draftsThatBelongToNothingGoAMonthAfterTheLastKeystroke() {
        OffsetDateTime saved = OffsetDateTime.of(2036, 6, 29, 3, 0, 0, 0, ZoneOffset.UTC);            // the house that serves must not find them
        List<String> subjects = List.of(n + "-KHONG-CO", code(1));
        for (String subject : subjects) {
            jdbc.sql("insert into draft(username, subject_code, form_key, slot, content, saved_at) values ('y', ?, 'submit-self-review', '', '{}', ?)").params(subject, saved).update();
            jdbc.sql("insert into draft_kept(username, subject_code, form_key, slot, kept_no, field, content, kept_at) values ('y', ?, 'submit-self-review', '', 1, 'f', 'x', ?)")
                    .params(subject, saved).update();
        }
        at.strayDrafts(LocalDate.of(2036, 7, 29));
        assertThat(drafts(subjects.get(0))).as("a day early").isEqualTo(2);
        at.strayDrafts(LocalDate.of(2036, 7, 30));
        assertThat(drafts(subjects.get(0))).isZero();
        assertThat(drafts(subjects.get(1))).as("of a case: with its round").isEqualTo(2);
        assertThat(jdbc.sql("select detail from ledger_entry where act = 'DRAFTS_DELETED' order by id desc fetch first 1 row only").query(String.class).single()).contains("\"rows\":");
    }

    private int drafts(String subject) {
        return jdbc.sql("select (select count(*) from draft where username = 'y' and subject_code = ?) + (select count(*) from draft_kept where username = 'y' and subject_code = ?)")
                .params(subject, subject).query(Integer.class).single();
    }

    private List<String> all() throws Exception {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return verifier().check(connection).faults().all().stream().map(f -> f.kind() + " " + f.where()).toList();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    @Test
    void nobodyConfirmsWhatTheyProposedThemselves() {
        at.propose(SOURCE_DUE, first(), n);
        assertThatThrownBy(() -> at.decide(SOURCE_DUE, first(), n, true)).isInstanceOf(Denied.Forbidden.class).hasMessage("retention.denied.same");
        desk.carryOut(n);
        assertThat(text(1, "case_information", "source")).isNotEmpty();
        assertThatThrownBy(() -> at.propose(SOURCE_DUE, second(), n)).isInstanceOf(Refused.class).hasMessage("retention.pending");
        assertThatThrownBy(() -> at.decide(SOURCE_DUE, inspector(), n, true)).isInstanceOf(Denied.Forbidden.class);
        at.decide(SOURCE_DUE, second(), n, false);
        desk.carryOut(n);
        assertThat(text(1, "case_information", "source")).isNotEmpty();
    }

    @Test
    void whatIsHeldIsNotDeletedUntilTwoPeopleLiftIt() throws Exception {
        assertThat(holds.put(inspector(), Hold.Kind.PERSON, " m" + code(1).toLowerCase(java.util.Locale.ROOT), "Đang giải quyết khiếu nại.").code()).as("as it is in the register").isEqualTo("M" + code(1));
        deletedOn(SOURCE_DUE);
        assertThat(text(1, "case_information", "source")).isNotEmpty();
        assertThat(text(2, "case_information", "source")).isEmpty();
        assertThat(desk.runs(n).get(0).held()).isEqualTo(1);
        holds.askToLift(inspector(), "M" + code(1), 1, "Đã kết luận.");
        assertThatThrownBy(() -> holds.decide(inspector(), "M" + code(1), 1, true)).isInstanceOf(Denied.Forbidden.class).hasMessage("holds.denied.same");
        assertThatThrownBy(() -> at.propose(SOURCE_DUE, first(), n)).isInstanceOf(Refused.class).hasMessage("retention.nothing");
        holds.decide(lead(), "M" + code(1), 1, true);
        deletedOn(SOURCE_DUE);
        assertThat(text(1, "case_information", "source")).isEmpty();
        assertThat(faults()).isEmpty();
    }

    @Test
    void whatIsHeldAfterTheConfirmationIsNotDeletedEither() {
        at.propose(SOURCE_DUE, first(), n);
        at.decide(SOURCE_DUE, second(), n, true);
        holds.put(lead(), Hold.Kind.CASE, code(1), "Có đơn mới.");
        desk.carryOut(n);
        assertThat(text(1, "case_information", "source")).isNotEmpty();
        assertThat(text(2, "case_information", "source")).isEmpty();
    }

    @Test
    void aHoldOnTheRoundHoldsAllItsCases() {
        holds.put(lead(), Hold.Kind.ROUND, n, "Kiểm tra lại cả đợt.");
        assertThatThrownBy(() -> at.propose(REVIEW_DUE, first(), n)).isInstanceOf(Refused.class).hasMessage("retention.nothing");
        assertThatThrownBy(() -> holds.put(first(), Hold.Kind.CASE, code(1), "x")).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> holds.put(lead(), Hold.Kind.CASE, code(1), " ")).isInstanceOf(Refused.class).hasMessage("holds.noReason");
    }

    @Test
    void whoeverOwnsTheDatabaseDeletesNothingBehindTheRecordsBack() throws Exception {
        assertThat(after(owner -> gone(owner, "finding", "statement", code(1)))).containsExactlyInAnyOrder("DELETION_UNRECORDED finding " + code(1) + "/1/1/1 statement",
                "DELETION_UNRECORDED finding " + code(1) + "/1/1/1 evidence", "DELETION_UNRECORDED finding " + code(1) + "/1/1/1 explanation");
        assertThat(after(owner -> sql(owner, "update finding set statement = '' where case_code = ?", code(1)))).containsExactly("ROW_CHANGED finding " + code(1) + "/1/1/1");
        assertThat(after(owner -> {
            gone(owner, "finding", "statement", code(1));
            sql(owner, "update finding set serious = true where case_code = ?", code(1));
        })).contains("ROW_CHANGED finding " + code(1) + "/1/1/1");
        // another text in the place of a deleted one
        deletedOn(SOURCE_DUE);
        assertThat(after(owner -> sql(owner, "update case_information set summary = 'Không có gì' where case_code = ?", code(1))))
                .containsExactly("ROW_CHANGED case_information " + code(1) + "/1");
        // digests that say less than the entry
        assertThat(after(owner -> sql(owner, "update case_information set content_digests = '{}' where case_code = ?", code(1))))
                .contains("DELETION_UNDONE case_information " + code(1) + "/1 source", "ROW_CHANGED case_information " + code(1) + "/1");
    }

    @Test
    void aForgedEntryCoversNoMoreThanARightOneWould() throws Exception {
        deletedOn(SOURCE_DUE);
        Instant now = Instant.parse("2026-06-01T00:00:00Z");
        String[] where = new String[1];
        // another kind than the entry's
        assertThat(after(owner -> where[0] = entered(owner, code(1), now, "SELF_REVIEW", detail(1, 60, REVIEW_DUE, gone(owner, "self_review", "content", code(1)),
                gone(owner, "finding", "statement", code(1)))))).contains("DELETION_BEYOND " + where[0]);
        // another case than the entry's
        assertThat(after(owner -> where[0] = entered(owner, code(1), now, "SELF_REVIEW", detail(1, 60, REVIEW_DUE, gone(owner, "self_review", "content", code(2))))))
                .containsExactly("DELETION_BEYOND " + where[0]);
        // before the period was over, under a shorter one, in a run that nobody confirmed
        assertThat(after(owner -> where[0] = entered(owner, code(1), REVIEW_DUE.minusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC), "SELF_REVIEW",
                detail(1, 60, REVIEW_DUE, gone(owner, "self_review", "content", code(1)))))).contains("DELETION_EARLY " + where[0]);
        assertThat(after(owner -> where[0] = entered(owner, code(1), now, "SELF_REVIEW", detail(1, 24, SOURCE_DUE, gone(owner, "self_review", "content", code(1))))))
                .containsExactly("DELETION_EARLY " + where[0]);
        assertThat(after(owner -> where[0] = entered(owner, code(1), now, "SELF_REVIEW", detail(7, 60, REVIEW_DUE, gone(owner, "self_review", "content", code(1))))))
                .containsExactly("DELETION_ALONE " + where[0]);
        // a text that is still there
        assertThat(after(owner -> where[0] = entered(owner, code(1), now, "INSPECTION",
                detail(1, 120, LocalDate.of(2030, 5, 31), new Deletion.Cell("finding", List.of(code(1), "1", "1", "1"), "statement", "0".repeat(64))))))
                .contains("DELETION_UNDONE finding " + code(1) + "/1/1/1 statement", "DELETION_EARLY " + where[0]);
        holds.put(lead(), Hold.Kind.CASE, code(1), "Có đơn mới.");
        assertThat(after(owner -> where[0] = entered(owner, code(1), clockNow().plusSeconds(60), "SELF_REVIEW", detail(1, 60, REVIEW_DUE, gone(owner, "self_review", "content", code(1))))))
                .contains("DELETION_HELD " + where[0]);
    }

    /** A hold that had been on for years, as if nobody had lifted it. */
    private void held(Connection owner, String kind, String code) throws SQLException {
        sql(owner, "insert into legal_hold(subject_code, hold_no, kind, unit_code, state, reason, put_at, put_by, put_name) "
                + "values (?, 9, ?, ?, 'HELD', 'x', timestamp with time zone '2020-01-01 00:00:00+00', 'x', 'X')", code, kind, "U" + n);
    }

    @Test
    void aDeletionFromACaseIsHeldAgainstWhatItsRowsSay() throws Exception {
        deletedOn(SOURCE_DUE);
        String entry = " CASE:" + code(1) + " ";
        assertThat(after(owner -> held(owner, "CASE", code(1)))).as("the case").anyMatch(f -> f.startsWith("DELETION_HELD" + entry));
        assertThat(after(owner -> held(owner, "PERSON", "M" + code(1)))).as("its person").anyMatch(f -> f.startsWith("DELETION_HELD" + entry));
        assertThat(after(owner -> held(owner, "PERSON", "M" + code(2)))).as("another person").noneMatch(f -> f.startsWith("DELETION_HELD" + entry));
        assertThat(after(owner -> held(owner, "ROUND", n))).as("its round").anyMatch(f -> f.startsWith("DELETION_HELD" + entry));
        assertThat(after(owner -> {
            held(owner, "CASE", code(1));
            sql(owner, "update legal_hold set lifted_at = timestamp with time zone '2020-02-01 00:00:00+00' where subject_code = ?", code(1));
        })).as("lifted before").noneMatch(f -> f.startsWith("DELETION_HELD"));
        assertThat(after(owner -> sql(owner, "update retention_run set decided_at = timestamp with time zone '2100-01-01 00:00:00+00' where round_code = ?", n)))
                .as("confirmed afterwards").anyMatch(f -> f.startsWith("DELETION_ALONE" + entry));
        assertThat(after(owner -> sql(owner, "update retention_run set state = 'REFUSED' where round_code = ?", n))).as("refused").anyMatch(f -> f.startsWith("DELETION_ALONE" + entry));
        assertThat(after(owner -> sql(owner, "update vetting_case set ended_at = timestamp with time zone '2024-01-01 00:00:00+00' where code = ?", code(1))))
                .as("a case that ended later").anyMatch(f -> f.startsWith("DELETION_EARLY" + entry));
        assertThat(after(owner -> sql(owner, "update vetting_case set ended_at = null where code = ?", code(1)))).as("a case that is not over").anyMatch(f -> f.startsWith("DELETION_EARLY" + entry));
        assertThat(after(owner -> sql(owner, "update vetting_case set rule_set = '2020-10' where code = ?", code(1)))).as("another rule set's period").anyMatch(f -> f.startsWith("DELETION_BEYOND" + entry));
        assertThat(after(owner -> sql(owner, "update vetting_case set round_code = 'X' where code = ?", code(1)))).as("another round's run").anyMatch(f -> f.startsWith("DELETION_BEYOND" + entry));
    }

    private Instant clockNow() {
        return jdbc.sql("select max(put_at) from legal_hold").query(OffsetDateTime.class).single().toInstant();
    }

    @Test
    void packsFromBeforeAndFromAfterVerifyByThemselves() throws Exception {
        checkpoints.ready();
        Path before = folder.resolve("before.zip");
        Path after = folder.resolve("after.zip");
        Path round = folder.resolve("round.zip");
        packs.make(new PackScope(PackScope.Kind.CASE, code(1), null, null, null), null, null, before).orElseThrow();
        deletedOn(SOURCE_DUE);
        packs.make(new PackScope(PackScope.Kind.CASE, code(1), null, null, null), null, null, after).orElseThrow();
        packs.make(new PackScope(PackScope.Kind.ROUND, n, null, null, null), null, null, round).orElseThrow();
        for (Path pack : List.of(before, after, round)) {
            assertThat(new PackVerifier(Anchored.none(), null).verify(pack).faults().all()).as(pack.toString()).isEmpty();
        }
        assertThat(read(before)).contains("Ông Quàng Văn Thử");
        assertThat(new PackVerifier(Anchored.none(), null).verify(blanked(before)).faults().all()).extracting(f -> f.kind() + " " + f.where())
                .containsExactlyInAnyOrder("FILE_CHANGED documents.jsonl", "DELETION_UNRECORDED self_review " + code(1) + "/1 content");
        assertThat(read(after)).contains("CONTENT_DELETED", "31-KL").doesNotContain("Ông Quàng Văn Thử");
    }

    /** The pack with the text of the self-review deleted as whoever knows the description would, so that the row still has its digest. */
    private Path blanked(Path pack) throws Exception {
        com.fasterxml.jackson.databind.ObjectMapper json = new com.fasterxml.jackson.databind.ObjectMapper();
        Path changed = folder.resolve("blanked.zip");
        try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(pack.toFile());
             java.util.zip.ZipOutputStream out = new java.util.zip.ZipOutputStream(java.nio.file.Files.newOutputStream(changed))) {
            for (java.util.zip.ZipEntry entry : zip.stream().toList()) {
                out.putNextEntry(new java.util.zip.ZipEntry(entry.getName()));
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                if (entry.getName().equals("documents.jsonl")) {
                    StringBuilder lines = new StringBuilder();
                    for (String line : new String(bytes, java.nio.charset.StandardCharsets.UTF_8).split("\n")) {
                        if (line.contains("Tôi tự soi")) {
                            Map<String, Object> row = json.readValue(line, new com.fasterxml.jackson.core.type.TypeReference<TreeMap<String, Object>>() { });
                            String digest = Cells.digest("self_review", "content", (String) row.remove(Cells.SALT), (String) row.put("content", ""));
                            row.put(Cells.DIGESTS, Canonical.json(Map.of("content", digest)));
                            line = Canonical.json(row);
                        }
                        lines.append(line).append('\n');
                    }
                    bytes = lines.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
                }
                out.write(bytes);
            }
        }
        return changed;
    }

    private static String read(Path pack) throws Exception {
        StringBuilder all = new StringBuilder();
        try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(pack.toFile())) {
            for (java.util.zip.ZipEntry entry : zip.stream().filter(e -> e.getName().endsWith(".jsonl")).toList()) {
                all.append(new String(zip.getInputStream(entry).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }
}
