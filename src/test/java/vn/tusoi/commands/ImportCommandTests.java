package vn.tusoi.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tusoi.demo.DemoProvince;
import vn.tusoi.register.RegisterFile;

/** The command {@code import} as an operator types it: what it says and how it ends. */
class ImportCommandTests {

    @TempDir Path folder;

    private record Ended(int code, String said) { }

    private Ended run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Commands.run(args, new PrintWriter(out), new PrintWriter(err));
        return new Ended(code, out + err.toString());
    }

    private Ended fill() {
        return run("import", folder.resolve("register").toString(), "--data", folder.resolve("data").toString());
    }

    private Path file(RegisterFile file) {
        return folder.resolve("register").resolve(file.fileName());
    }

    @Test
    void aFaultIsNamedWithFileRowColumnAndReasonAndAnUnusableFileLeavesTheRegisterEmpty() throws IOException {
        Files.createDirectories(folder.resolve("register"));
        DemoProvince province = new DemoProvince(java.time.LocalDate.now());
        for (RegisterFile file : RegisterFile.values()) {
            List<String> lines = new ArrayList<>(List.of(String.join(",", file.columns())));
            province.read(file, new vn.tusoi.register.RegisterRows.Sink() {
                @Override
                public void row(int row, String[] cells) {
                    lines.add(String.join(",", cells));
                }

                @Override
                public void uneven(int row, int found, int needed) {
                    throw new AssertionError("row " + row);
                }
            });
            Files.write(file(file), lines);
        }
        assertThat(run("import", folder.resolve("nowhere").toString())).extracting(Ended::code).isEqualTo(Commands.FAILED);

        String ratings = Files.readString(file(RegisterFile.RATINGS));
        Files.writeString(file(RegisterFile.RATINGS), ratings.replaceFirst("\n", ",Ghi chú\n"));
        Ended unusable = fill();
        assertThat(unusable.code()).isEqualTo(Commands.FAILED);
        assertThat(unusable.said()).contains("xep-loai.csv, dòng 1, cột “Ghi chú”: tệp không dùng được").contains("Chưa ghi gì");

        Files.writeString(file(RegisterFile.RATINGS), ratings);
        List<String> members = new ArrayList<>(Files.readAllLines(file(RegisterFile.MEMBERS)));
        String[] one = members.get(1).split(",", -1);
        one[2] = "31/02/1985";
        members.set(1, String.join(",", one));
        String[] two = members.get(2).split(",", -1);
        two[9] = "X99-01";
        members.set(2, String.join(",", two));
        Files.write(file(RegisterFile.MEMBERS), members);
        Ended done = fill();
        assertThat(done.said()).contains("dang-vien.csv, dòng 2, cột “Ngày sinh”: từ chối").contains("31/02/1985")
                .contains("dang-vien.csv, dòng 3, cột “Chi bộ”: từ chối").contains("X99-01");
        assertThat(done.code()).as("the register was still empty, and is filled with what is right").isEqualTo(Commands.DONE);
        assertThat(done.said().toLowerCase(Locale.ROOT)).contains(String.format(Locale.forLanguageTag("vi"), "%,d", members.size() - 3) + " đảng viên");
    }
}
