package vn.tusoi.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.Line;
import vn.tusoi.ServedTest;
import vn.tusoi.access.Function;

/** The database goes away under the running application and comes back. */
@ServedTest
class AwayTests {

    @Autowired Line line;
    @Autowired People people;
    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;

    private String username;
    private Visitor visitor;

    @BeforeEach
    void somebodyIsAtWork() throws Exception {
        username = people.holder(Function.ORGANISATION_BOARD, people.province());
        visitor = new Visitor(port);
        assertThat(visitor.signIn(username, People.PASSWORD)).isEqualTo("/work");
        assertThat(visitor.get("/work").statusCode()).isEqualTo(200);
    }

    @AfterEach
    void mended() throws Exception {
        line.mend();
        Instant end = Instant.now().plusSeconds(30);
        while (!health("readiness").startsWith("200")) {
            assertThat(Instant.now()).as("ready again").isBefore(end);
        }
    }

    private String health(String which) throws Exception {
        HttpResponse<String> health = new Visitor(port).get("/actuator/health/" + which);
        assertThat(health.headers().firstValue("Content-Security-Policy")).isPresent();
        return health.statusCode() + " " + health.body();
    }

    private void calm(HttpResponse<String> answer, String words) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains(words).contains("</html>").doesNotContain("Exception").doesNotContain("??");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains(StrictHeaders.POLICY);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aClearPageComesAndEverythingIsBackWhenTheDatabaseIs() throws Exception {
        assertThat(health("readiness")).isEqualTo("200 {\"status\":\"UP\"}");
        Visitor late = new Visitor(port);
        late.get("/sign-in");
        line.cut();
        calm(visitor.get("/work"), "Cơ sở dữ liệu đang không trả lời");
        calm(visitor.post("/me/settings", Map.of("language", "en")), "Cơ sở dữ liệu đang không trả lời");
        calm(late.post("/sign-in", Map.of("username", username, "password", People.PASSWORD)), "Cơ sở dữ liệu đang không trả lời");
        HttpResponse<String> program = new Visitor(port).get("/api/v1/tasks", "Authorization", "Basic bm86bm8=");
        assertThat(program.statusCode()).isEqualTo(503);
        assertThat(program.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(program.body()).contains("\"status\":503").contains("Chưa có gì được ghi");
        assertThat(health("readiness")).startsWith("503 {\"status\":\"DOWN\"");
        assertThat(health("liveness")).isEqualTo("200 {\"status\":\"UP\"}");
        for (String clothes : List.of("/css/tusoi.css", "/css/tusoi-more.css", "/js/tusoi.js")) {
            assertThat(visitor.get(clothes, "Accept-Encoding", "gzip").statusCode()).as("the page has its clothes, to the last byte: " + clothes).isEqualTo(200);
        }

        mended();
        assertThat(visitor.get("/work").statusCode()).as("the same session goes on").isEqualTo(200);
        assertThat(health("readiness")).isEqualTo("200 {\"status\":\"UP\"}");
        assertThat(jdbc.sql("select language from account where username = ?").param(username).query(String.class).single()).as("nothing half done").isEqualTo("vi");
        assertThat(visitor.post("/me/settings", Map.of("language", "en")).statusCode()).as("what was refused can be sent again").isEqualTo(302);
    }

    @Test
    void whatWasSentStandsOnThePageToBeSentAgain() throws Exception {
        line.cut();
        String sent = visitor.post("/me/settings?from=x", Map.of("language", "en", "note", "Chưa \"lưu\" <b>", "from", "y")).body();
        assertThat(sent).contains("action=\"/me/settings?from=x\"").contains("name=\"language\" value=\"en\"").contains("value=\"Chưa &quot;lưu&quot; &lt;b&gt;\"")
                .contains(">Gửi lại</button>").doesNotContain("name=\"from\"");
        String password = visitor.post("/sign-in", Map.of("username", username, "password", People.PASSWORD)).body();
        assertThat(password).contains("href=\"/sign-in\"").doesNotContain(People.PASSWORD).doesNotContain("Gửi lại");
    }

    @Test
    void theReaderIsToldInTheirLanguage() throws Exception {
        assertThat(visitor.post("/me/settings", Map.of("language", "en")).statusCode()).isEqualTo(302);
        assertThat(visitor.get("/me/settings").body()).contains("lang=\"en\"");
        line.cut();
        calm(visitor.get("/work"), "The database does not answer");
        calm(visitor.get("/work?lang=vi"), "Cơ sở dữ liệu đang không trả lời");
        mended();
        assertThat(visitor.get("/work").body()).contains("lang=\"en\"");
    }

    @Test
    void aLineCutInTheMiddleOfAnActLeavesNothingHalfDone() throws Exception {
        String province = people.province();
        String officer = people.holder(Function.ORGANISATION_BOARD, province);
        String task = people.task("ORGANISATION_BOARD@" + province, province, "Nông Văn Bình", null);
        Visitor other = new Visitor(port);
        other.signIn(officer, People.PASSWORD);
        other.get("/work");
        // the row is held by somebody else, so that the act waits in the middle of its transaction when the line is cut
        try (java.sql.Connection held = java.sql.DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + line.target() + "/postgres", "postgres", "postgres")) {
            held.setAutoCommit(false);
            held.createStatement().execute("select * from work_item where task_id = '" + task + "' for update");
            java.util.concurrent.CompletableFuture<HttpResponse<String>> claim = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
                try {
                    return other.post("/work/" + task + "/claim", Map.of());
                } catch (Exception failed) {
                    throw new AssertionError(failed);
                }
            });
            while (waiting(held) == 0) {
                Thread.onSpinWait();
            }
            line.cut();
            calm(claim.get(), "Cơ sở dữ liệu đang không trả lời");
            held.rollback();
        }
        mended();
        assertThat(jdbc.sql("select count(*) from work_item where task_id = ? and claimed_by is null").param(task).query(Integer.class).single()).isOne();
        assertThat(jdbc.sql("select count(*) from ledger_entry where act = 'TASK_CLAIMED' and username = ?").param(officer).query(Integer.class).single()).isZero();
        assertThat(other.post("/work/" + task + "/claim", Map.of()).statusCode()).isEqualTo(302);
        assertThat(jdbc.sql("select count(*) from work_item where task_id = ? and claimed_by = ?").params(task, officer).query(Integer.class).single()).isOne();
    }

    private static int waiting(java.sql.Connection held) throws java.sql.SQLException {
        try (java.sql.ResultSet rows = held.createStatement().executeQuery("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
