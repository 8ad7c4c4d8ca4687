package vn.tusoi.site.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.ServedTest;
import vn.tusoi.access.Function;
import vn.tusoi.register.Units;
import vn.tusoi.site.People;
import vn.tusoi.site.Visitor;

/** The front door of a real server on PostgreSQL: the first administrator, signing in, guessing, and what every answer says to browsers. */
@ServedTest
class DoorTests {

    private static final String STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'self'";

    @Autowired JdbcClient jdbc;
    @Autowired People people;
    @Autowired FirstAdministrator first;
    @Autowired AddressLimit limit;
    @Autowired Units units;
    @Autowired ServedTest.StartLog log;
    @LocalServerPort int port;

    /** All visitors of these tests come from one address. */
    @BeforeEach
    void forgetTries() {
        jdbc.sql("delete from sign_in_try").update();
    }

    private String count(String table) {
        return jdbc.sql("select count(*) from " + table).query(String.class).single();
    }

    // first administrator ------------------------------------------------------------------------

    @Test
    void theFirstAdministratorComesInOnceWithTheTokenThatTheStartPrinted() throws Exception {
        assertThat(log.said()).as("printed by the start").isNotEmpty().first().asString().contains("/setup");
        jdbc.sql("delete from office").update();
        jdbc.sql("delete from account").update();
        jdbc.sql("delete from setup_token").update();
        jdbc.sql("delete from unit").update();
        units.changed();
        first.offer();
        String said = log.said().get(log.said().size() - 1);
        String token = said.substring(said.lastIndexOf(' ') + 1);
        assertThat(token).matches("[a-z0-9]{24}");
        assertThat(jdbc.sql("select token_hash from setup_token").query(String.class).single()).as("only its hash is kept").matches("[0-9a-f]{64}").doesNotContain(token);

        Visitor visitor = new Visitor(port);
        assertThat(visitor.get("/work").headers().firstValue("Location")).contains("/sign-in");
        assertThat(visitor.get("/setup").statusCode()).isEqualTo(200);
        Map<String, String> typed = Map.of("token", token, "username", "quantri", "displayName", "Nông Văn Bình", "password", People.PASSWORD);
        assertThat(visitor.get("/setup").body()).as("an empty register").contains("import");
        visitor.get("/sign-in");
        assertThat(set(visitor, typed, "token", token).body()).as("an empty register").contains("import");
        people.province();
        assertThat(set(visitor, typed, "token", "abcdefghijkmnpqrstuvwxyz").statusCode()).as("a wrong token").isEqualTo(422);
        assertThat(set(visitor, typed, "password", "ngắn").statusCode()).as("a short password").isEqualTo(422);
        assertThat(set(visitor, typed, "password", "quantri-2026").statusCode()).as("a password with the name in it").isEqualTo(422);
        assertThat(set(visitor, typed, "username", "Quản trị").statusCode()).as("a wrong name").isEqualTo(422);
        assertThat(count("account")).isEqualTo("0");
        assertThat(set(visitor, typed, "token", token).headers().firstValue("Location")).contains("/sign-in?ready");

        assertThat(count("setup_token")).isEqualTo("0");
        assertThat(jdbc.sql("select function from office where username = 'quantri'").query(String.class).list()).containsExactly("ADMINISTRATOR");
        assertThat(jdbc.sql("select count(*) from ledger_entry where act = 'FIRST_ADMINISTRATOR' and username = 'quantri'").query(Integer.class).single()).isOne();
        assertThat(visitor.get("/setup").statusCode()).isEqualTo(404);
        assertThat(set(visitor, typed, "username", "quantri2").statusCode()).as("the token again").isEqualTo(404);
        assertThat(visitor.post("/setup", Map.of()).statusCode()).isEqualTo(404);
        assertThat(visitor.signIn("quantri", People.PASSWORD)).isEqualTo("/work");
        assertThat(visitor.get("/accounts").statusCode()).isEqualTo(200);
        int before = log.said().size();
        first.offer();
        assertThat(log.said()).as("the next start offers none").hasSize(before);
    }

    private static HttpResponse<String> set(Visitor visitor, Map<String, String> typed, String name, String value) throws Exception {
        Map<String, String> changed = new java.util.HashMap<>(typed);
        changed.put(name, value);
        return visitor.post("/setup", changed);
    }

    @Test
    void onPostgresNobodyHasTheDemonstrationsPassword() {
        assertThat(jdbc.sql("select count(*) from account where username like 'btc.%' or username like 'quantri.t.%'").query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("select count(*) from member").query(Integer.class).single()).isZero();
    }

    // signing in ---------------------------------------------------------------------------------

    @Test
    void afterFiveFailuresTheDoorStaysShutAndNamesThatDoNotExistAreToldTheSame() throws Exception {
        String known = people.holder(Function.ORGANISATION_BOARD, people.province());
        for (String name : List.of(known, "khong.co.ai")) {
            Visitor visitor = new Visitor(port);
            for (int i = 1; i <= 6; i++) {
                assertThat(visitor.signIn(name, "sai-mật-khẩu")).as(name + ", try " + i).isEqualTo("/sign-in?wrong");
            }
            assertThat(visitor.signIn(name, People.PASSWORD)).isEqualTo("/sign-in?wrong");
        }
        assertThat(jdbc.sql("select act from ledger_entry where subject_code = ? order by id limit 5").param(known).query(String.class).list())
                .containsExactly("SIGN_IN_FAILED", "SIGN_IN_FAILED", "SIGN_IN_FAILED", "SIGN_IN_FAILED", "SIGN_IN_LOCKED");
        HttpResponse<String> shut = program(known, People.PASSWORD);
        HttpResponse<String> nobody = program("khong.co.ai", People.PASSWORD);
        assertThat(shut.statusCode()).isEqualTo(401);
        assertThat(shut.body()).as("programs are told the same of both").isEqualTo(nobody.body());
        jdbc.sql("update account set locked_until = now() - interval '1 second' where username = ?").param(known).update();
        assertThat(new Visitor(port).signIn(known, People.PASSWORD)).as("a quarter of an hour later").isEqualTo("/work");
        assertThat(program(known, People.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void oneAddressShutsAFewDoorsAtMostAndFillsNoRecordAndItsWaitEnds() throws Exception {
        String province = people.province();
        List<String> known = java.util.stream.IntStream.range(0, 8).mapToObj(i -> people.holder(Function.ORGANISATION_BOARD, province)).toList();
        for (String name : known) {
            for (int i = 0; i < 5; i++) {
                new Visitor(port).signIn(name, "sai-mật-khẩu");
            }
        }
        assertThat(jdbc.sql("select count(*) from account where locked_until is not null and username in (:names)").param("names", known).query(Integer.class).single()).isEqualTo(6);
        assertThat(new Visitor(port).signIn(known.get(7), People.PASSWORD)).as("even with the right password").isEqualTo("/sign-in?held");
        assertThat(new Visitor(port).get("/sign-in?held").body()).contains("15 phút");
        HttpResponse<String> program = program(known.get(7), People.PASSWORD);
        assertThat(program.statusCode()).isEqualTo(429);
        assertThat(program.headers().firstValue("Retry-After")).contains("900");

        long before = jdbc.sql("select max(id) from ledger_entry").query(Long.class).single();
        jdbc.sql("update sign_in_try set at_minute = at_minute - interval '16 minutes'").update();
        for (int i = 0; i < 40; i++) {
            new Visitor(port).signIn("khong.co.ai." + i, "x");
        }
        long entries = jdbc.sql("select count(*) from ledger_entry where id > ?").param(before).query(Long.class).single();
        assertThat(entries).as("one entry for the first try of each minute, and one for the first that had to wait").isBetween(1L, 4L);
        jdbc.sql("update sign_in_try set at_minute = at_minute - interval '1 minute'").update();
        limit.tend();
        limit.tend();
        int counted = jdbc.sql("select detail from ledger_entry where id > ? and act = 'SIGN_IN_FOLDED'").param(before).query(String.class).list().stream()
                .mapToInt(d -> Integer.parseInt(d.replaceAll(".*\"times\":(\\d+).*", "$1"))).sum();
        assertThat(counted + entries).as("no try is lost: the 40 here, and those held before").isGreaterThanOrEqualTo(40);
        jdbc.sql("update sign_in_try set at_minute = at_minute - interval '16 minutes'").update();
        assertThat(new Visitor(port).signIn(known.get(7), People.PASSWORD)).as("a quarter of an hour later").isEqualTo("/work");
        limit.tend();
        assertThat(count("sign_in_try")).as("old counts are forgotten").isEqualTo("0");
    }

    @Test
    void addressesAreCountedByNetwork() {
        assertThat(AddressLimit.network("10.1.2.3")).isEqualTo("10.1.2.3");
        assertThat(AddressLimit.network("2001:db8:1:2:aaaa::5")).isEqualTo(AddressLimit.network("2001:db8:1:2:bbbb::6")).isNotEqualTo(AddressLimit.network("2001:db8:1:3::6"));
        assertThat(AddressLimit.network("::ffff:10.1.2.3")).isEqualTo("10.1.2.3");
        for (String name : List.of("evil.example", "abcd", "999.1.1.1", "10.1", "10.1.2.3.", "1.2.3.4.5", ":", "zz::1")) {
            assertThat(AddressLimit.network(name)).as("no name is looked up: " + name).isNull();
        }
        assertThat(AddressLimit.network(null)).isNull();
    }

    private HttpResponse<String> program(String name, String password) throws Exception {
        return new Visitor(port).get("/api/v1/tasks", "Authorization", "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "'", "admin'--", "%", "\u0000", "a\u0000b"})
    void oddNamesAndPasswordsAreJustWrong(String odd) throws Exception {
        assertThat(new Visitor(port).signIn(odd, odd)).isEqualTo("/sign-in?wrong");
        assertThat(new Visitor(port).signIn("x".repeat(5000), "y".repeat(100_000))).isEqualTo("/sign-in?wrong");
    }

    @Test
    void passwordsAreKeptWithArgon2AndTheSameTypedOnAnyKeyboard() throws Exception {
        String name = people.holder(Function.ORGANISATION_BOARD, people.province());
        assertThat(jdbc.sql("select password_hash from account where username = ?").param(name).query(String.class).single()).startsWith("$argon2id$");
        assertThat(new Visitor(port).signIn(name, Normalizer.normalize(People.PASSWORD, Normalizer.Form.NFD))).isEqualTo("/work");
    }

    @Test
    void theSessionIsNewAfterSignInLivesInTheDatabaseAndEndsWithSignOut() throws Exception {
        String name = people.holder(Function.ORGANISATION_BOARD, people.province());
        Visitor visitor = new Visitor(port);
        visitor.get("/rounds?x=1");
        String before = visitor.cookie("TUSOI").orElseThrow();
        HttpResponse<String> in = signIn(visitor, name);
        assertThat(in.headers().firstValue("Location")).as("where one wanted to go").contains("/rounds?x=1");
        String after = visitor.cookie("TUSOI").orElseThrow();
        assertThat(after).isNotEqualTo(before);
        assertThat(in.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie).startsWith("TUSOI=").contains("HttpOnly").contains("SameSite=Lax"));
        assertThat(jdbc.sql("select session_id from spring_session where principal_name = ?").param(name).query(String.class).list())
                .containsExactly(new String(Base64.getDecoder().decode(after), StandardCharsets.UTF_8));
        assertThat(jdbc.sql("select count(*) from spring_session where session_id = ?").param(new String(Base64.getDecoder().decode(before), StandardCharsets.UTF_8))
                .query(Integer.class).single()).isZero();
        assertThat(new Visitor(port).get("/work", "Cookie", "TUSOI=" + before).statusCode()).isEqualTo(302);
        assertThat(new Visitor(port).get("/work", "Cookie", "TUSOI=" + after).statusCode()).isEqualTo(200);
        assertThat(new Visitor(port).get("/api/v1/tasks", "Cookie", "TUSOI=" + after).statusCode()).as("a cookie is no key for programs").isEqualTo(401);
        visitor.get("/work");
        assertThat(visitor.post("/sign-out", Map.of()).headers().firstValue("Location")).contains("/sign-in?bye");
        assertThat(new Visitor(port).get("/work", "Cookie", "TUSOI=" + after).statusCode()).isEqualTo(302);
        assertThat(jdbc.sql("select count(*) from spring_session where principal_name = ?").param(name).query(Integer.class).single()).isZero();
    }

    private static HttpResponse<String> signIn(Visitor visitor, String name) throws Exception {
        visitor.get("/sign-in");
        return visitor.post("/sign-in", Map.of("username", name, "password", People.PASSWORD));
    }

    @Test
    void aNewPasswordEndsTheOtherSessionsAndIsNotGuessedInAnOpenOne() throws Exception {
        String name = people.holder(Function.ORGANISATION_BOARD, people.province());
        Visitor here = new Visitor(port);
        Visitor there = new Visitor(port);
        here.signIn(name, People.PASSWORD);
        there.signIn(name, People.PASSWORD);
        here.get("/account/password");
        assertThat(here.post("/account/password", Map.of("old", People.PASSWORD, "chosen", "x".repeat(150) + "yzabc".repeat(20), "again", "x".repeat(150) + "yzabc".repeat(20)))
                .statusCode()).as("longer than the door takes").isEqualTo(422);
        assertThat(here.post("/account/password", Map.of("old", People.PASSWORD, "chosen", "câu khác hẳn 2031", "again", "câu khác hẳn 2031")).statusCode()).isEqualTo(302);
        assertThat(here.get("/work").statusCode()).isEqualTo(200);
        assertThat(there.get("/work").statusCode()).isEqualTo(302);
        for (int i = 0; i < 5; i++) {
            assertThat(here.post("/account/password", Map.of("old", "đoán " + i, "chosen", "một câu nữa 2032", "again", "một câu nữa 2032")).statusCode()).isEqualTo(422);
        }
        assertThat(here.post("/account/password", Map.of("old", "câu khác hẳn 2031", "chosen", "một câu nữa 2032", "again", "một câu nữa 2032")).statusCode())
                .as("shut after five guesses").isEqualTo(422);
    }

    @Test
    void anAdministratorHasNoKeyToAccountsThatReachAboveTheirRealm() throws Exception {
        String province = people.province();
        String commune = people.commune(province);
        String administrator = people.holder(Function.ADMINISTRATOR, commune);
        String high = people.holder(Function.ORGANISATION_BOARD, province);
        jdbc.sql("insert into office(username, function, unit_code, valid_from) values (?, 'CHAIR', ?, current_date)").params(high, commune).update();
        Visitor visitor = new Visitor(port);
        visitor.signIn(administrator, People.PASSWORD);
        assertThat(visitor.get("/accounts/" + high).statusCode()).isEqualTo(200);
        for (String act : List.of("password", "close", "open", "unlock")) {
            assertThat(visitor.post("/accounts/" + high + "/" + act, Map.of()).statusCode()).as(act).isEqualTo(403);
        }
        assertThat(new Visitor(port).signIn(high, People.PASSWORD)).isEqualTo("/work");
        String own = people.holder(Function.CHAIR, commune);
        assertThat(visitor.post("/accounts/" + own + "/password", Map.of()).statusCode()).isEqualTo(200);
        assertThat(new Visitor(port).signIn(own, People.PASSWORD)).isEqualTo("/sign-in?wrong");
        assertThat(visitor.post("/accounts/" + own + "/offices", Map.of("function", "APPROVER", "unit", province, "from", "01/01/2026")).statusCode())
                .as("an office above the realm").isEqualTo(422);
        assertThat(visitor.post("/accounts/" + administrator + "/offices", Map.of("function", "APPROVER", "unit", commune, "from", "01/01/2026")).statusCode())
                .as("an office for oneself").isEqualTo(403);
    }

    @Test
    void anOfficeIsGivenInAUnitByItsNameAndANameOfManyIsAskedBack() throws Exception {
        String province = people.province();
        String one = people.commune(province);
        String other = people.commune(province);
        String elsewhere = people.commune(people.province());
        Visitor visitor = new Visitor(port);
        visitor.signIn(people.holder(Function.ADMINISTRATOR, province), People.PASSWORD);
        String offices = "/accounts/" + people.holder(Function.AUDITOR, one) + "/offices";
        visitor.get("/accounts");
        HttpResponse<String> several = visitor.post(offices, Map.of("function", "CHAIR", "unit", "Đơn vị ZK", "from", "01/01/2026"));
        assertThat(several.statusCode()).isEqualTo(422);
        assertThat(several.body()).contains("value=\"" + one + "\"", "value=\"" + other + "\"").doesNotContain(elsewhere);
        assertThat(visitor.post(offices, Map.of("function", "CHAIR", "unit", "DON VI " + one, "from", "01/01/2026")).statusCode()).isEqualTo(302);
        assertThat(visitor.post(offices, Map.of("function", "CHAIR", "unit", "Đơn vị " + elsewhere, "from", "01/01/2026")).statusCode()).isEqualTo(422);
    }

    @Test
    void anAuditorOfACommuneReadsTheRecordOfThatCommuneOnly() throws Exception {
        String province = people.province();
        String commune = people.commune(province);
        String high = people.holder(Function.ORGANISATION_BOARD, province);
        new Visitor(port).signIn(high, People.PASSWORD);
        Visitor below = new Visitor(port);
        below.signIn(people.holder(Function.AUDITOR, commune), People.PASSWORD);
        assertThat(below.get("/record?person=" + high).body()).doesNotContain(high + "</a>").contains("lang=\"vi\"");
        assertThat(below.get("/record").body()).as("nothing of the province").doesNotContain("quantri");
        Visitor above = new Visitor(port);
        above.signIn(people.holder(Function.AUDITOR, province), People.PASSWORD);
        String name = jdbc.sql("select display_name from account where username = ?").param(high).query(String.class).single();
        assertThat(above.get("/record?person=" + high).body()).contains(name);
        assertThat(below.get("/record?person=" + high).body()).doesNotContain(name);
    }

    // where a sign-in leads, what a form may carry -------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example/x", "/%5Cevil.example", "/work?next=//evil.example", "/sign-in?continue=https://evil.example", "/.//evil.example"})
    void signInLeadsNowhereElse(String wanted) throws Exception {
        String name = people.holder(Function.ORGANISATION_BOARD, people.province());
        Visitor visitor = new Visitor(port);
        visitor.get(wanted);
        String next = signIn(visitor, name).headers().firstValue("Location").orElseThrow();
        assertThat(next).startsWith("/").doesNotStartWith("//").doesNotContain("\\");
        assertThat(raw("GET /work HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")).contains("Location: /sign-in").doesNotContain("evil.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"old.value", "old.hash", "class.classLoader", "chosen[0]", "chosen[99999999]", "again['x'].y", "unknown.deep.field", "_old", "!old", "old."})
    void aFieldThatIsNoneOfTheFormsIsNoFailure(String field) throws Exception {
        Visitor visitor = new Visitor(port);
        visitor.signIn(people.holder(Function.ORGANISATION_BOARD, people.province()), People.PASSWORD);
        assertThat(visitor.post("/account/password", Map.of(field, "1")).statusCode()).isBetween(400, 422);
    }

    // every answer ---------------------------------------------------------------------------------

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            ByteArrayOutputStream heard = new ByteArrayOutputStream();
            // to the end, or to the end of a page: a server that refuses a large body still waits for some of it
            for (int next = socket.getInputStream().read(); next >= 0; next = socket.getInputStream().read()) {
                heard.write(next);
                if (next == '>' && heard.toString(StandardCharsets.UTF_8).endsWith("</html>")) {
                    break;
                }
            }
            return heard.toString(StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET /sign-in", "GET /work", "GET /css/tusoi.css", "GET /webjars/nothing", "GET /nothing", "GET /setup", "GET /error", "GET /stale", "GET /favicon.ico",
        "GET /api/v1/tasks", "GET /api/docs", "GET /actuator/health", "GET /actuator/env", "POST /work", "POST /sign-in", "PUT /work", "DELETE /cases/x", "TRACE /work", "OPTIONS /work",
        "PROPFIND /work", "GET /cases/a%2fb", "GET /cases/a%5cb", "GET /cases/..%2f..%2faccounts", "GET /%2e%2e/accounts", "GET /css/%2e%2e/accounts", "GET /css/..;/accounts",
        "GET /css/../accounts", "GET //accounts", "GET /accounts;x=.css", "GET /accounts%00", "GET /accounts%0d%0aX: y", "GET /cases/%ZZ", "GET /a|b"})
    void everyAnswerIsStrictAndTellsNothing(String line) throws IOException {
        String answer = raw(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        String head = answer.contains("\r\n\r\n") ? answer.substring(0, answer.indexOf("\r\n\r\n")) : answer;
        assertThat(head).as(line).contains("Content-Security-Policy: " + STRICT).contains("X-Content-Type-Options: nosniff").contains("X-Frame-Options: DENY")
                .doesNotContain("Server:").doesNotContain("X-Powered-By");
        assertThat(head.split("Content-Security-Policy", -1)).as("once").hasSize(2);
        assertThat(answer).as(line).doesNotContain("Apache Tomcat/").doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(head.split(" ")[1]).as(line).doesNotStartWith("5").isNotEqualTo(line.contains("accounts") ? "200" : "0");
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        String page = raw("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900000000\r\n\r\n");
        assertThat(page).startsWith("HTTP/1.1 413").contains("Content-Security-Policy: " + STRICT).contains("quá lớn");
        String part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bang <1>.dmn\"\r\n\r\n" + "y".repeat(20_000);
        assertThat(raw("POST /rules/drafts/1/tables/rating HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000000\r\n\r\n"
                + part + "y".repeat(9_000_000 - part.length()))).startsWith("HTTP/1.1 413").contains("bang &lt;1&gt;.dmn").contains("8 MB");
        String program = raw("POST /api/v1/tasks/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        assertThat(program).startsWith("HTTP/1.1 411").contains("application/problem+json").contains("\"status\":411");
        assertThat(raw("GET /work HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX: " + "y".repeat(20_000) + "\r\n\r\n")).startsWith("HTTP/1.1 400").doesNotContain("Tomcat/");
        assertThat(raw("NONSENSE\r\n\r\n")).as("not even a request").startsWith("HTTP/1.1 400").doesNotContain("Tomcat/").doesNotContain("Exception");
    }
}
