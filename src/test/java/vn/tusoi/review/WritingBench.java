package vn.tusoi.review;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.util.HtmlUtils;
import vn.tusoi.TusoiApplication;
import vn.tusoi.assessment.CaseWorld;

/**
 * {@code mvn -Pbench verify}: twenty people write self-reviews at once, over HTTP, on PostgreSQL. How long it takes to open a part of the form and to save
 * the draft, beside a page for signed-in people that does nothing. Prints; fails only where an answer is not the right one.
 */
class WritingBench {

    private static final int PEOPLE = 20;
    private static final int WARM = 15;
    private static final int ROUNDS = 60;
    private static final String PASSWORD = "do-thu-mot-lan-2026";
    private static final List<String> PARTS = List.of("I", "II", "III", "IV", "V", "VI", "VII");

    private enum What { NOTHING, OPEN, SAVE }

    @Test
    void measure() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("max_connections", "60").setServerConfig("autovacuum_naptime", "1").start()) {
            String url = server.getJdbcUrl("postgres", "postgres").replaceFirst("\\?.*", "");
            SpringApplication application = new SpringApplication(TusoiApplication.class);
            application.setLogStartupInfo(false);
            try (ConfigurableApplicationContext house = application.run("--server.port=0", "--spring.datasource.url=" + url, "--spring.datasource.username=postgres",
                    "--spring.datasource.password=postgres", "--tusoi.demo=false", "--tusoi.data-dir=target/bench-writing", "--tusoi.keys-dir=target/bench-keys",
                    "--spring.datasource.hikari.data-source-properties.preparedStatementCacheQueries=1024", "--camunda.bpm.job-execution.enabled=false",
                    "--logging.level.root=warn")) {
                CaseWorld world = house.getBean(CaseWorld.class);
                world.world(PEOPLE, 20);
                house.getBean(JdbcClient.class).sql("update account set password_hash = ?").param(house.getBean(PasswordEncoder.class).encode(PASSWORD)).update();
                String base = "http://127.0.0.1:" + house.getEnvironment().getProperty("local.server.port");
                List<Writer> writers = new ArrayList<>();
                for (int i = 1; i <= PEOPLE; i++) {
                    writers.add(new Writer(base, world.user("member" + i), "/cases/" + world.caseCode(i) + "/submit-self-review", i));
                }
                together(writers, WARM, 0);
                System.out.println("BENCH writing");
                System.out.printf(Locale.ROOT, "  %d people at once, each %d times: a page that does nothing, a part of the form, a draft of 3,000 characters; PostgreSQL, HTTP%n", PEOPLE, ROUNDS);
                print("writing, half a second between acts", together(writers, ROUNDS, 500));
                print("without a pause", together(writers, ROUNDS, 0));
            }
        }
    }

    private static void print(String how, Map<What, List<Double>> took) {
        double nothing = at95(took.get(What.NOTHING));
        System.out.printf(Locale.ROOT, "  %-36s 95th percentile: nothing %.1f ms; form opened %.1f ms, %.1f times; draft saved %.1f ms, %.1f times (aim: at most 5)%n", how, nothing,
                at95(took.get(What.OPEN)), at95(took.get(What.OPEN)) / nothing, at95(took.get(What.SAVE)), at95(took.get(What.SAVE)) / nothing);
        System.out.printf(Locale.ROOT, "  %-36s median: nothing %.1f ms; form opened %.1f ms; draft saved %.1f ms%n", "", at(took.get(What.NOTHING), 50), at(took.get(What.OPEN), 50),
                at(took.get(What.SAVE), 50));
    }

    private static double at95(List<Double> took) {
        return at(took, 95);
    }

    private static double at(List<Double> took, int percent) {
        return took.stream().sorted().toList().get(took.size() * percent / 100);
    }

    private static Map<What, List<Double>> together(List<Writer> writers, int rounds, int pause) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers.size());
        Map<What, List<Double>> took = new EnumMap<>(What.class);
        for (What what : What.values()) {
            took.put(what, Collections.synchronizedList(new ArrayList<>()));
        }
        List<Future<?>> all = new ArrayList<>();
        for (Writer writer : writers) {
            all.add(threads.submit(() -> {
                for (int i = 0; i < rounds; i++) {
                    for (What what : What.values()) {
                        LockSupport.parkNanos(pause * 1_000_000L / 2 + writer.random.nextInt(pause * 1_000_000 + 1));
                        long began = System.nanoTime();
                        writer.act(what, i);
                        took.get(what).add((System.nanoTime() - began) / 1e6);
                    }
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();
        return took;
    }

    /** One person's browser. */
    private static final class Writer {

        private static final Pattern HIDDEN = Pattern.compile("name=\"(_csrf|_was|_part)\" value=\"([^\"]*)\"");
        private static final Pattern AREA = Pattern.compile("<textarea[^>]* name=\"([^\"]+)\"");

        private final CookieManager cookies = new CookieManager();
        private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).version(HttpClient.Version.HTTP_1_1).build();
        private final String base;
        private final String form;
        private final Random random;
        private Map<String, String> hidden;
        private List<String> areas;

        Writer(String base, String username, String form, int seed) throws Exception {
            this.base = base;
            this.form = form;
            this.random = new Random(seed);
            String page = send(HttpRequest.newBuilder(URI.create(base + "/sign-in")).GET().build(), 200);
            Map<String, String> typed = hidden(page);
            typed.put("username", username);
            typed.put("password", PASSWORD);
            send(post("/sign-in", typed), 302);
        }

        void act(What what, int round) throws Exception {
            switch (what) {
                case NOTHING -> send(HttpRequest.newBuilder(URI.create(base + "/help")).GET().build(), 200);
                case OPEN -> {
                    String page = send(HttpRequest.newBuilder(URI.create(base + form + "?part=" + PARTS.get(round % PARTS.size()))).GET().build(), 200);
                    hidden = hidden(page);
                    areas = AREA.matcher(page).results().map(m -> HtmlUtils.htmlUnescape(m.group(1))).toList();
                }
                case SAVE -> {
                    Map<String, String> typed = new LinkedHashMap<>(hidden);
                    areas.forEach(area -> typed.put(area, ("Việc thứ " + random.nextInt(1_000_000) + ". ").repeat(3000 / areas.size() / 20)));
                    send(post(form + "/draft", typed), 200);
                }
            }
        }

        private static Map<String, String> hidden(String page) {
            Map<String, String> found = new LinkedHashMap<>();
            Matcher m = HIDDEN.matcher(page);
            while (m.find()) {
                found.put(m.group(1), HtmlUtils.htmlUnescape(m.group(2)));
            }
            return found;
        }

        private HttpRequest post(String path, Map<String, String> typed) {
            String body = String.join("&", typed.entrySet().stream().map(e -> encode(e.getKey()) + "=" + encode(e.getValue())).toList());
            return HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(body)).build();
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        private String send(HttpRequest request, int expected) throws Exception {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new IllegalStateException(request.uri() + " answered " + answer.statusCode());
            }
            return answer.body();
        }
    }
}
