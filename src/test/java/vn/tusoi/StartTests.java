package vn.tusoi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the start says of rules and models that do not check: a process of its own, whose files stand before ours. */
class StartTests {

    @TempDir Path folder;

    private record Ended(int code, String said) { }

    private Ended start() throws Exception {
        Path log = folder.resolve("log");
        Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx300m", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8",
                "-cp", folder.resolve("ours") + File.pathSeparator + System.getProperty("java.class.path"), TusoiApplication.class.getName(),
                "--data", folder.resolve("data").toString(), "--port", "0").redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(java.waitFor(2, TimeUnit.MINUTES)).as("ended by itself").isTrue();
        } finally {
            java.destroyForcibly();
        }
        return new Ended(java.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }

    private void copyProcesses() throws IOException {
        Path shipped = Path.of("processes");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve("ours/processes").resolve(shipped.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    /** Puts another text into a line of a file. @return the number of the line */
    private int spoil(String name, String from, String to) throws IOException {
        Path file = folder.resolve("ours/processes").resolve(name);
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(from)) {
                lines.set(i, lines.get(i).replace(from, to));
                Files.write(file, lines);
                return i + 1;
            }
        }
        throw new AssertionError(name + " has no " + from);
    }

    @Test
    void rulesThatDoNotCheckStopTheStartWithFileAndLine() throws Exception {
        copyProcesses();
        String set = "rules/2026-07/rule-set.yaml";
        int line = spoil(set, "conference.quorumNumerator", "conference.quorumNumeratr");
        Ended ended = start();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("APPLICATION FAILED TO START", "The rule sets do not check").contains(set + ":" + line).doesNotContain("\tat ");
    }

    @Test
    void aModelThatDoesNotCheckStopsTheStartWithFileAndLine() throws Exception {
        copyProcesses();
        int line = spoil("self-review.bpmn", "camunda:formKey=\"submit-self-review\"", "camunda:formKey=\"submit-nothing\"");
        Ended ended = start();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("APPLICATION FAILED TO START", "The process models do not check").contains("processes/self-review.bpmn:" + line + ": ", "submit-nothing")
                .doesNotContain("\tat ");
    }
}
