package vn.tusoi.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;
import vn.tusoi.access.Duty;
import vn.tusoi.access.Function;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Stage;
import vn.tusoi.ledger.ContentKind;

/** Every visible word is in the bundles, in both languages. */
class WordsTests {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path JAVA = Path.of("src/main/java");
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z][\\w.-]*)[}(]");
    private static final Pattern ACT = Pattern.compile("(?:\\.entry\\([^,\"]+,|byProcess\\()\\s*\"([A-Z_]+)\"");
    /** A whole key: one that a name is added to ends in a dot and a quotation mark. */
    private static final Pattern SAID = Pattern.compile("(?:Forbidden\\(|new Refused\\(|Refused\\.field\\([^,()]+(?:\\([^()]*\\))?[^,()]*,|show\\.say\\(|message = \"\\{)\\s*\"?([a-z][A-Za-z]*(?:\\.[A-Za-z_-]+)+)[\"}](?!\\s*\\+)");
    private static final Pattern FORM = Pattern.compile("camunda:formKey=\"([a-z-]+)\"");

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        for (Path vietnamese : bundles()) {
            Path english = vietnamese.resolveSibling(vietnamese.getFileName().toString().replace("_vi.", "_en."));
            assertThat(read(english).stringPropertyNames()).as(english.toString()).containsExactlyInAnyOrderElementsOf(read(vietnamese).stringPropertyNames());
        }
    }

    @Test
    void noKeyStandsTwice() throws IOException {
        Map<String, String> where = new TreeMap<>();
        List<String> twice = new ArrayList<>();
        for (Path bundle : bundles()) {
            for (String line : Files.readAllLines(bundle)) {
                int sign = line.indexOf('=');
                if (sign > 0 && !line.startsWith("#")) {
                    String before = where.put(line.substring(0, sign).strip(), bundle.getFileName().toString());
                    if (before != null) {
                        twice.add(line.substring(0, sign) + " in " + before + " and " + bundle.getFileName());
                    }
                }
            }
        }
        assertThat(twice).isEmpty();
    }

    @Test
    void everyTextWithArgumentsIsAReadableFormat() throws IOException {
        for (Path bundle : bundles()) {
            for (Path language : List.of(bundle, bundle.resolveSibling(bundle.getFileName().toString().replace("_vi.", "_en.")))) {
                Properties words = read(language);
                for (String key : words.stringPropertyNames()) {
                    String text = words.getProperty(key);
                    assertThat(text).as(key).isNotBlank();
                    // in a text with arguments it opens a quotation and must be doubled, in one without it must not: the printer's apostrophe does for both
                    assertThat(text).as(language.getFileName() + " " + key + ": ’ instead of '").doesNotContain("'");
                    if (text.contains("{0")) {
                        new MessageFormat(text, Locale.ROOT);
                    }
                }
            }
        }
    }

    /** What stands before the word is at no time one, or no figure: limits, and the points of the catalogue; seconds have a fraction. */
    private static final Set<String> NEVER_ONE = Set.of("assessment.points.levels", "import.done", "draft.tooMany", "packs.listed", "register.members.reach", "rehearsal.heading", "review.acts.note",
            "rounds.refused.seats", "verify.fault.MISSING", "local.decision.APPROVE.what", "act.ROUND_CALENDAR_CHANGED");
    private static final Pattern CHOICE = Pattern.compile("\\{\\d,choice,(?:[^{}]|\\{[^{}]*})*}");
    private static final Pattern MANY = Pattern.compile("\\{\\d(?:,number[^}]*)?} (?:\\w+ )?(?:days|months|cases|people|members|units|tasks|pieces|entries|points|votes|documents|findings|minutes|seconds|times"
            + "|faults|values|seats|lists|papers|slips|rows|accounts)\\b");

    @Test
    void inEnglishOneThingIsNotSaidAsMany() throws IOException {
        MessageSource words = new MessagesConfiguration().messageSource();
        List<String> wrong = new ArrayList<>();
        for (Path vietnamese : bundles()) {
            Properties english = read(vietnamese.resolveSibling(vietnamese.getFileName().toString().replace("_vi.", "_en.")));
            for (String key : english.stringPropertyNames()) {
                String text = english.getProperty(key);
                if (!NEVER_ONE.contains(key) && MANY.matcher(CHOICE.matcher(text).replaceAll("")).find()) {
                    wrong.add(key + "=" + text);
                }
                if (CHOICE.matcher(text).find() && !text.contains(",number")) {
                    String one = words.getMessage(key, new Object[] {1, 1, 1, 1, 1}, Locale.ENGLISH);
                    assertThat(words.getMessage(key, new Object[] {"1", "1", "1", "1", "1"}, Locale.ENGLISH)).as(key + ", the figure as text").isEqualTo(one);
                    assertThat(words.getMessage(key, new Object[] {1234, 1234, 1234, 1234, 1234}, Locale.ENGLISH)).as(key).isNotEqualTo(one)
                            .isEqualTo(words.getMessage(key, new Object[] {"1,234", "1,234", "1,234", "1,234", "1,234"}, Locale.ENGLISH));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(words.getMessage("flag.declaration.LATE", new Object[] {"2025", "1"}, Locale.ENGLISH)).isEqualTo("Declaration of assets for 2025 filed 1 day late");
        assertThat(words.getMessage("retention.months", new Object[] {"12"}, Locale.ENGLISH)).isEqualTo("12 months");
    }

    @Test
    void everyKeyThatTemplatesNameExists() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        Properties words = all();
        for (Path template : files(RESOURCES.resolve("templates"), ".html")) {
            Matcher key = KEY.matcher(Files.readString(template));
            while (key.find()) {
                if (!words.containsKey(key.group(1))) {
                    missing.add(template.getFileName() + ": " + key.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyActInTheRecordHasASentence() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        Properties words = all();
        for (Path source : files(JAVA, ".java")) {
            Matcher act = ACT.matcher(Files.readString(source));
            while (act.find()) {
                if (!words.containsKey("act." + act.group(1))) {
                    missing.add(act.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyKeyThatCodeNamesExists() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        Properties words = all();
        for (Path source : files(JAVA, ".java")) {
            Matcher key = SAID.matcher(Files.readString(source));
            while (key.find()) {
                if (!words.containsKey(key.group(1))) {
                    missing.add(source.getFileName() + ": " + key.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyUserTaskSaysWhatItIsAndWhyItIsYours() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        Properties words = all();
        for (Path model : files(Path.of("processes"), ".bpmn")) {
            Matcher form = FORM.matcher(Files.readString(model));
            while (form.find()) {
                for (String end : List.of("", ".why", ".button", ".done")) {
                    if (!words.containsKey("task." + form.group(1) + end)) {
                        missing.add("task." + form.group(1) + end);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyLabelOfAFixedListExists() throws IOException {
        Properties words = all();
        List<String> keys = new ArrayList<>();
        Stream.of(Function.values()).forEach(f -> keys.add("function." + f));
        Stream.of(Duty.values()).forEach(d -> keys.add("duty." + d));
        Stream.of(Stage.values()).forEach(s -> keys.add("stage." + s));
        Stream.of(CaseOutcome.values()).forEach(o -> keys.add("outcome." + o));
        Stream.of(ContentKind.values()).forEach(k -> keys.addAll(List.of("outcome." + k, "retention.kind." + k)));
        Stream.of("XS", "T", "HT", "KHT", "CXL").forEach(r -> keys.add("rating." + r));
        Stream.of("REPRIMAND", "WARNING", "REMOVAL", "EXPULSION").forEach(p -> keys.add("penalty." + p));
        keys.addAll(List.of("duty.conflict.self", "duty.conflict.relative"));
        Stream.of(Duty.values()).forEach(d -> keys.add("duty.conflict." + d));
        assertThat(words.stringPropertyNames()).containsAll(keys);
    }

    private static List<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES)) {
            List<Path> found = files.filter(f -> f.getFileName().toString().matches("messages-.*_vi\\.properties")).sorted().toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static Properties all() throws IOException {
        Properties all = new Properties();
        for (Path bundle : bundles()) {
            all.putAll(read(bundle));
        }
        return all;
    }

    private static Properties read(Path bundle) throws IOException {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(bundle, StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        return words;
    }

    private static List<Path> files(Path root, String end) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(f -> f.toString().endsWith(end)).sorted().toList();
        }
    }
}
