package vn.tusoi.rulebook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import vn.tusoi.commands.Headless;
import vn.tusoi.workflow.BareDmn;
import vn.tusoi.workflow.DmnDecisionTables;

/**
 * {@code mvn -Pbench verify}: eligibility asked of the rule book and of the bare DMN engine with the same table and the same facts, in turns; and what
 * reading and checking rule sets costs at the start, with those that ship and with twenty. Prints; asserts nothing about speed.
 */
class RuleBookBench {

    private static final int DECISIONS = 100_000;
    /** The engine's own FEEL reads every cell anew: it is asked fewer times, and its rate given. */
    private static final int SLOW_DECISIONS = 2_000;
    private static final int TURNS = 5;
    private static final String SET = "2026-07";
    private static final int SETS = 20;

    @TempDir
    Path directory;

    @Test
    void measure() throws IOException {
        RuleBook book = new RuleBook(new RuleBookCheck(new DmnDecisionTables()));
        List<Map<String, Object>> people = people();
        DmnEngine stock = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        DmnEngine plain = BareDmn.withPlainFeel();
        DmnDecision stockTable = parse(stock);
        DmnDecision plainTable = parse(plain);
        ToIntFunction<Map<String, Object>> byBook = facts -> book.decide(SET, "eligibility", facts).row();
        ToIntFunction<Map<String, Object>> byPlain = facts -> plain.evaluateDecision(plainTable, Variables.fromMap(facts)).getSingleResult().size();
        ToIntFunction<Map<String, Object>> byStock = facts -> stock.evaluateDecision(stockTable, Variables.fromMap(facts)).getSingleResult().size();
        rate(people, DECISIONS / 2, byBook);
        rate(people, DECISIONS / 2, byPlain);
        rate(people, SLOW_DECISIONS / 2, byStock);
        double[] book100 = new double[TURNS];
        double[] plain100 = new double[TURNS];
        double[] stockFew = new double[TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            book100[turn] = rate(people, DECISIONS, byBook);
            plain100[turn] = rate(people, DECISIONS, byPlain);
            stockFew[turn] = rate(people, SLOW_DECISIONS, byStock);
        }
        twenty();
        double three = cold("shipped");
        double many = cold(directory.toString());
        double start = cold("start");
        System.out.println("BENCH");
        System.out.printf(Locale.ROOT, "  eligibility, rule book:                 %9.0f decisions/s (%d asked, median of %d turns)%n", median(book100), DECISIONS, TURNS);
        System.out.printf(Locale.ROOT, "  eligibility, bare engine, plain cells:  %9.0f decisions/s (%d asked)%n", median(plain100), DECISIONS);
        System.out.printf(Locale.ROOT, "  eligibility, bare engine, its own FEEL: %9.0f decisions/s (%d asked)%n", median(stockFew), SLOW_DECISIONS);
        System.out.printf(Locale.ROOT, "  ratio to the engine with plain cells:   %9.2f   (aim: 0.70 or better)%n", median(book100) / median(plain100));
        System.out.printf(Locale.ROOT, "  ratio to the engine with its own FEEL:  %9.2f%n", median(book100) / median(stockFew));
        System.out.printf(Locale.ROOT, "  reading and checking 3 sets:            %9.3f s, %d sets: %.3f s (cold)%n", three, SETS, many);
        System.out.printf(Locale.ROOT, "  start of the application:               %9.3f s, with %d sets %.1f %% more   (aim: under 10)%n", start, SETS, (many - three) * 100 / start);
    }

    /** Seconds that something takes in a virtual machine of its own, as an operator's start does; the median of three. */
    private static double cold(String what) throws IOException {
        double[] seconds = new double[3];
        for (int turn = 0; turn < seconds.length; turn++) {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp", System.getProperty("java.class.path"),
                    Cold.class.getName(), what).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("SECONDS ")).findFirst().orElseThrow();
            seconds[turn] = Double.parseDouble(said.substring(8));
        }
        return median(seconds);
    }

    /** What is measured in a virtual machine of its own. */
    public static final class Cold {

        private Cold() { }

        public static void main(String[] what) {
            DecisionTables tables = new DmnDecisionTables();
            long began = System.nanoTime();
            if (what[0].equals("start")) {
                Headless.start(null, "jdbc:h2:mem:start", Map.of());
            } else if (what[0].equals("shipped")) {
                new RuleBook(new RuleBookCheck(tables));
            } else {
                new RuleBook(new RuleBookCheck(tables), RuleFiles.in(Path.of(what[0])));
            }
            System.out.printf(Locale.ROOT, "SECONDS %.3f%n", (System.nanoTime() - began) / 1e9);
            System.exit(0);
        }
    }

    private static DmnDecision parse(DmnEngine engine) throws IOException {
        try (InputStream file = new ClassPathResource("processes/rules/" + SET + "/eligibility.dmn").getInputStream()) {
            return engine.parseDecision("eligibility", file);
        }
    }

    private static List<Map<String, Object>> people() {
        Random random = new Random(7);
        List<Map<String, Object>> people = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("status", random.nextInt(20) == 0 ? "PROBATIONARY" : "OFFICIAL");
            facts.put("holdsOffice", random.nextInt(10) > 0);
            facts.put("monthsToRetirement", random.nextInt(400) - 20);
            facts.put("minRemaining", 60);
            facts.put("penalty", List.of("NONE", "NONE", "NONE", "NONE", "NONE", "REPRIMAND", "WARNING", "REMOVAL").get(random.nextInt(8)));
            facts.put("monthsSincePenalty", random.nextInt(80));
            facts.put("lastRating", List.of("XS", "T", "T", "HT", "KHT", "CXL").get(random.nextInt(6)));
            people.add(facts);
        }
        return people;
    }

    private static double rate(List<Map<String, Object>> people, int decisions, ToIntFunction<Map<String, Object>> ask) {
        long began = System.nanoTime();
        long sum = 0;
        for (int i = 0; i < decisions; i++) {
            sum += ask.applyAsInt(people.get(i % people.size()));
        }
        if (sum == 0) {
            throw new IllegalStateException("nothing was answered");
        }
        return decisions / ((System.nanoTime() - began) / 1e9);
    }

    /** Twenty sets one after another, each a copy of the newest that ships, under codes and periods of their own. */
    private void twenty() throws IOException {
        LocalDate from = LocalDate.of(2027, 1, 1);
        for (int i = 0; i < SETS; i++) {
            String code = "9" + (100 + i);
            Path set = Files.createDirectories(directory.resolve(code));
            LocalDate begins = from.plusMonths(i);
            for (String table : List.of("eligibility", "rating", "clearance", "composition")) {
                // a name of its own for each, since the same content would be read once
                Files.writeString(set.resolve(table + ".dmn"), new ClassPathResource("processes/rules/" + SET + "/" + table + ".dmn").getContentAsString(StandardCharsets.UTF_8)
                        .replace("_" + SET + "\"", "_" + code + "\""));
            }
            String yaml = new ClassPathResource("processes/rules/" + SET + "/rule-set.yaml").getContentAsString(StandardCharsets.UTF_8)
                    .replaceFirst("(?m)^code: .*$", "code: \"" + code + "\"").replaceFirst("(?m)^from: .*$", "from: \"" + begins + "\"")
                    .replaceFirst("(?m)^to: .*$", "to: " + (i == SETS - 1 ? "null" : "\"" + begins.plusMonths(1).minusDays(1) + "\""))
                    .replaceFirst("(?m)^basedOn: .*$", "basedOn: " + (i == 0 ? "null" : "\"9" + (99 + i) + "\""));
            Files.writeString(set.resolve(RuleSetFile.NAME), yaml);
        }
    }

    private static double median(double[] rates) {
        double[] sorted = rates.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
