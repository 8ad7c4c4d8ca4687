package vn.tusoi.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rules check DIR}: every fault with file and line, in both languages, and an exit code that scripts can use. */
class RulesCommandTests {

    @TempDir
    private Path folder;

    private String said;

    private int run(String... args) {
        StringWriter out = new StringWriter();
        int code = Commands.run(args, new PrintWriter(out), new PrintWriter(out));
        said = out.toString();
        return code;
    }

    @Test
    void theSetsThatShipHaveNoFault() {
        assertThat(run("rules", "check", "processes/rules", "--lang", "en")).isZero();
        assertThat(said).isEqualToIgnoringNewLines("No fault: 3 rule sets checked.");
    }

    @Test
    void everyFaultIsPrintedWithFileAndLineInBothLanguages() throws IOException {
        Path set = Files.createDirectory(folder.resolve("2026-07"));
        try (Stream<Path> files = Files.list(Path.of("processes/rules/2026-07"))) {
            for (Path file : files.toList()) {
                Files.copy(file, set.resolve(file.getFileName()));
            }
        }
        Files.writeString(set.resolve("rule-set.yaml"), Files.readString(set.resolve("rule-set.yaml")).replace("level: CENTRAL", "level: GALACTIC"));
        assertThat(run("rules", "check", folder.toString(), "--lang=en")).isEqualTo(1);
        assertThat(said).contains("2026-07/rule-set.yaml:3: level must be one of CENTRAL, PROVINCE, COMMUNE, CELL").contains("2 faults in the rule sets");
        assertThat(run("rules", "check", folder.toString())).isEqualTo(1);
        assertThat(said).contains("2026-07/rule-set.yaml:3: cấp phải là một trong CENTRAL").contains("2 lỗi trong các bộ quy tắc");
    }

    @Test
    void aFolderThatIsNotThereOrEmptyIsAFailure() {
        assertThat(run("rules", "check", folder.resolve("none").toString())).isEqualTo(1);
        assertThat(said).contains("Không có thư mục");
        assertThat(run("rules", "check", folder.toString())).isEqualTo(1);
        assertThat(run("rules", "check")).isEqualTo(2);
        assertThat(run("rules")).isZero();
    }
}
