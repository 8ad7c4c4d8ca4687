package vn.tusoi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import vn.tusoi.access.Function;

/** Filling an empty register. {@code register/dang-vien.csv} has one odd thing in each row; all people in it are invented. */
class RegisterImportTests {

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final String UNITS = """
            Mã đơn vị,Tên đơn vị,Loại,Đơn vị cấp trên,Hiệu lực từ,Hiệu lực đến,Đơn vị kế thừa
            X01-01,Chi bộ thôn 01 Nà Khuôn,CELL,X01,01/07/2025,,
            X01,Đảng ủy xã Nà Khuôn,COMMUNE,T,01/07/2025,,
            X01-02,Chi bộ thôn 02 Nà Khuôn,CELL,X01,01/07/2025,31/12/2025,X01-01
            X01-BXD,Ban Xây dựng Đảng Nà Khuôn,BODY,X01,01/07/2025,,
            X01-UBKT,Ủy ban Kiểm tra Nà Khuôn,BODY,X01,01/07/2025,,
            T,Tỉnh ủy,PROVINCE,,01/07/2025,,
            T-BTC,Ban Tổ chức Tỉnh ủy,BODY,T,01/07/2025,,
            T-UBKT,Ủy ban Kiểm tra Tỉnh ủy,BODY,T,01/07/2025,,
            T-BNC,Ban Nội chính Tỉnh ủy,BODY,T,01/07/2025,,
            T-MTTQ,Ủy ban Mặt trận Tổ quốc tỉnh,BODY,T,01/07/2025,,
            T-BTV,Ban Thường vụ Tỉnh ủy,BODY,T,01/07/2025,,
            """;
    private static final String HEAD = String.join(",", RegisterFile.MEMBERS.columns()) + "\n";
    private static final String GOOD = "900001,Nông Văn Bình,02/03/1985,Nam,Tày,Không,Bản Lũng,05/06/2010,05/06/2011,X01-01,Đảng viên,Đại học,Trung cấp,Chính thức\n";

    @TempDir
    private Path folder;
    private JdbcTemplate jdbc;
    private JdbcClient client;
    private RegisterImport register;

    @BeforeEach
    void anEmptyRegister() throws IOException {
        DriverManagerDataSource source = new DriverManagerDataSource("jdbc:h2:mem:import" + RUNS.incrementAndGet() + ";DB_CLOSE_DELAY=-1", "sa", "");
        Flyway.configure().dataSource(source).locations("classpath:db/migration", "classpath:db/vendor/h2").load().migrate();
        jdbc = new JdbcTemplate(source);
        client = JdbcClient.create(source);
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T03:00:00Z"), ZoneId.of("Asia/Ho_Chi_Minh"));
        register = new RegisterImport(jdbc, new DataSourceTransactionManager(source), new FunctionMapping(), new Ethnicities(), new Units(client, clock), clock);
        write(RegisterFile.UNITS, "\ufeff" + UNITS);
        for (RegisterFile file : RegisterFile.values()) {
            if (file != RegisterFile.UNITS) {
                write(file, String.join(",", file.columns()) + "\n");
            }
        }
        write(RegisterFile.MEMBERS, HEAD + GOOD);
    }

    private void write(RegisterFile file, String text) throws IOException {
        Files.writeString(folder.resolve(file.fileName()), text);
    }

    private void append(RegisterFile file, String... rows) throws IOException {
        write(file, Files.readString(folder.resolve(file.fileName())) + String.join("\n", rows) + "\n");
    }

    private void oddMembers() throws IOException {
        try (InputStream odd = getClass().getResourceAsStream("/register/dang-vien.csv")) {
            Files.write(folder.resolve("dang-vien.csv"), odd.readAllBytes());
        }
    }

    private RegisterImport.Report fill() {
        return register.fill(new FolderRows(folder), false, report -> { });
    }

    private int count(String table) {
        return client.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private static List<Fault> at(RegisterImport.Report report, RegisterFile file, int row) {
        return report.faults().stream().filter(f -> f.file().equals(file.fileName()) && f.row() == row).toList();
    }

    // rows -------------------------------------------------------------------------------------------------------------------------

    /** Row, column, what happens, reason: as the list of what an import must say. */
    @ParameterizedTest(name = "row {0}: {3}")
    @CsvSource({
        "3, Mã đảng viên, REFUSED, import.required",
        "4, Mã đảng viên, REPEATED, import.repeated",
        "5, Mã đảng viên, REFUSED, import.conflict",
        "6, Mã đảng viên, REFUSED, import.conflict",
        "8, Họ và tên, REFUSED, import.required",
        "11, Ngày sinh, REFUSED, import.date.wrong",
        "12, Ngày sinh, REFUSED, import.date.wrong",
        "13, Ngày sinh, REFUSED, import.date.yearOnly",
        "16, Ngày sinh, REFUSED, import.date.serial",
        "17, Ngày sinh, REFUSED, import.date.future",
        "18, Ngày vào Đảng, WARNING, import.member.young",
        "19, Ngày chính thức, REFUSED, import.member.officialBefore",
        "20, Chi bộ, REFUSED, import.unit.unknown",
        "21, Chi bộ, REFUSED, import.unit.notCell",
        "22, Giới tính, REFUSED, import.notOneOf",
        "24, Dân tộc, WARNING, import.member.ethnicity",
        "25, Tình trạng, REFUSED, import.notOneOf",
        "27, Họ và tên, REFUSED, import.name.signs",
        "29, Họ và tên, REFUSED, import.tooLong",
        "31, , REFUSED, import.tooFewColumns"})
    void anOddRowIsNamedWithColumnAndReason(int row, String column, Fault.Severity severity, String key) throws IOException {
        oddMembers();
        assertThat(at(fill(), RegisterFile.MEMBERS, row)).extracting(Fault::column, Fault::severity, Fault::key).containsExactly(tuple(column, severity, key));
    }

    @Test
    void everyRefusedRowLeavesTheGoodOnes() throws IOException {
        oddMembers();
        RegisterImport.Report report = fill();
        assertThat(report.applied()).isTrue();
        assertThat(client.sql("select code from member order by code").query(String.class).list())
                .containsExactly("000010", "900001", "900008", "900009", "900013", "900014", "900017", "900022", "900023", "900025", "900027", "900029");
        RegisterImport.Count members = report.counts().get(RegisterFile.MEMBERS);
        assertThat(members.read()).isEqualTo(30);
        assertThat(members.applied() + members.refused() + members.repeated()).isEqualTo(members.read());
        assertThat(members).extracting(RegisterImport.Count::applied, RegisterImport.Count::repeated, RegisterImport.Count::warned).containsExactly(12, 1, 2);
    }

    @Test
    void namesAreStoredComposedAndFolded() throws IOException {
        oddMembers();
        fill();
        assertThat(client.sql("select distinct full_name from member where code in ('900008', '900009')").query(String.class).list()).containsExactly("Lương Thị Huyền");
        assertThat(client.sql("select count(*) from member where search_name like '%luong thi huyen%'").query(Integer.class).single()).isEqualTo(2);
    }

    @Test
    void datesAreReadAsDayMonthYearOrIso() throws IOException {
        oddMembers();
        fill();
        assertThat(client.sql("select distinct birth_date from member where code in ('900013', '900014')").query(java.time.LocalDate.class).list())
                .containsExactly(java.time.LocalDate.of(1985, 3, 2));
    }

    @Test
    void whoIsSuspendedOrGoneMayComeInAFileOfItsOwnWhichMayBeMissing() throws IOException {
        append(RegisterFile.STANDINGS, "900001,Đình chỉ sinh hoạt,01/09/2026,,12-QĐ/UBKT,01/09/2026,Ủy ban Kiểm tra", "900001,Từ trần,01/09/2026,02/09/2026,1-BC,01/09/2026,Chi bộ",
                "900001,Nghỉ,01/09/2026,,1-BC,01/09/2026,Chi bộ");
        RegisterImport.Report report = fill();
        assertThat(report.faults()).filteredOn(f -> f.file().equals("sinh-hoat.csv")).extracting(Fault::row, Fault::key)
                .containsExactly(tuple(3, "import.standing.noEnd"), tuple(4, "import.notOneOf"));
        assertThat(client.sql("select standing from member_standing where member_code = '900001' and valid_to is null").query(String.class).list()).containsExactly("SUSPENDED");
    }

    @Test
    void withoutThatFileTheSevenAreAWholeRegister() throws IOException {
        Files.delete(folder.resolve(RegisterFile.STANDINGS.fileName()));
        RegisterImport.Report report = fill();
        assertThat(report.applied()).isTrue();
        assertThat(report.faults()).noneMatch(f -> f.severity() == Fault.Severity.FILE);
        assertThat(report.counts()).hasSize(7);
    }

    @Test
    void aFormulaIsTextAndALineBreakIsFolded() throws IOException {
        oddMembers();
        fill();
        assertThat(client.sql("select home_place from member where code = '900025'").query(String.class).single()).isEqualTo("=HYPERLINK(\"x\")");
        assertThat(client.sql("select home_place from member where code = '900027'").query(String.class).single()).isEqualTo("Bản Lũng");
    }

    @Test
    void refusalsNameTheValueTheLimitAndTheOtherRow() throws IOException {
        oddMembers();
        RegisterImport.Report report = fill();
        assertThat(at(report, RegisterFile.MEMBERS, 5).get(0).args()).containsExactly(6);
        assertThat(at(report, RegisterFile.MEMBERS, 6).get(0).args()).containsExactly(5);
        assertThat(at(report, RegisterFile.MEMBERS, 20).get(0).args()).containsExactly("X99-01");
        assertThat(at(report, RegisterFile.MEMBERS, 22).get(0).args()).containsExactly("Namm", "Nam, Nữ");
        assertThat(at(report, RegisterFile.MEMBERS, 29).get(0).args()).containsExactly(5000, 120);
        assertThat(at(report, RegisterFile.MEMBERS, 31).get(0).args()).containsExactly(3, 14);
    }

    @Test
    void whatIsSaidOfARefusedMemberIsRefusedToo() throws IOException {
        append(RegisterFile.MEMBERS, "900002,,02/03/1985,Nam,Tày,Không,Bản Lũng,05/06/2010,05/06/2011,X01-01,Đảng viên,Đại học,Trung cấp,Chính thức");
        append(RegisterFile.RATINGS, "900001,2025,XS", "900002,2025,T", "999999,2025,T", "900001,2025,XS", "900001,2024,AA", "900001,2027,T");
        append(RegisterFile.RELATIONS, "900001,900001,Vợ/chồng");
        append(RegisterFile.POSTS, "900001,Công chức,X01,01/01/2024,01/01/2023");
        append(RegisterFile.DISCIPLINE, "900001,Phê bình,01/01/2024,QĐ-1,PH01", "900001,Khiển trách,25/11/2026,QĐ-1,PH01", "900001,khiển trách,24/11/2026,QĐ-1,PH01");
        RegisterImport.Report report = fill();
        assertThat(report.faults()).extracting(Fault::file, Fault::row, Fault::key).containsExactly(
                tuple("dang-vien.csv", 3, "import.required"), tuple("chuc-vu.csv", 2, "import.post.endsBefore"),
                tuple("xep-loai.csv", 3, "import.member.refused"), tuple("xep-loai.csv", 4, "import.member.unknown"),
                tuple("xep-loai.csv", 5, "import.repeated"), tuple("xep-loai.csv", 6, "import.notOneOf"), tuple("xep-loai.csv", 7, "import.year.wrong"),
                tuple("ky-luat.csv", 2, "import.notOneOf"), tuple("ky-luat.csv", 3, "import.date.future"), tuple("quan-he.csv", 2, "import.relation.self"));
        assertThat(count("past_rating")).isEqualTo(1);
        assertThat(count("discipline")).isEqualTo(1);
    }

    // files ------------------------------------------------------------------------------------------------------------------------

    private void nothingWasWritten(RegisterImport.Report report, String file, int row, String column, String key) {
        assertThat(report.applied()).isFalse();
        assertThat(report.faults()).extracting(Fault::file, Fault::row, Fault::column, Fault::severity, Fault::key)
                .contains(tuple(file, row, column, Fault.Severity.FILE, key));
        for (String table : List.of("unit", "unit_function", "member", "member_post", "past_rating", "discipline", "asset_declaration", "relation")) {
            assertThat(count(table)).as(table).isZero();
        }
        assertThat(register.registerIsEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"don-vi.csv", "dang-vien.csv", "chuc-vu.csv", "xep-loai.csv", "ky-luat.csv", "ke-khai-tai-san.csv", "quan-he.csv"})
    void aMissingFileIsNamedAndNothingIsWritten(String file) throws IOException {
        Files.delete(folder.resolve(file));
        nothingWasWritten(fill(), file, 0, null, "import.file.missing");
    }

    @Test
    void aMissingColumnIsNamedAndNothingIsWritten() throws IOException {
        write(RegisterFile.RATINGS, "Mã đảng viên,Năm\n900001,2025\n");
        nothingWasWritten(fill(), "xep-loai.csv", 1, "Mức xếp loại", "import.column.missing");
    }

    @Test
    void anUnknownColumnIsNamedAndNothingIsWritten() throws IOException {
        write(RegisterFile.RATINGS, "Mã đảng viên,Năm,Mức xếp loại,Ghi chú\n900001,2025,T,x\n");
        nothingWasWritten(fill(), "xep-loai.csv", 1, "Ghi chú", "import.column.unknown");
    }

    @Test
    void aColumnThatStandsTwiceIsNamed() throws IOException {
        write(RegisterFile.RATINGS, "Mã đảng viên,Năm,Năm\n");
        nothingWasWritten(fill(), "xep-loai.csv", 1, "Năm", "import.column.twice");
    }

    @Test
    void anUnclosedQuoteIsFoundInAnyFileAndNothingIsWritten() throws IOException {
        append(RegisterFile.RELATIONS, "900001,\"900002,Vợ/chồng", "900001,900003,Vợ/chồng");
        nothingWasWritten(fill(), "quan-he.csv", 2, null, "import.file.malformed");
    }

    @Test
    void aFileInAnotherEncodingIsNamed() throws IOException {
        Files.write(folder.resolve("quan-he.csv"), "Mã đảng viên,x\n".getBytes(StandardCharsets.UTF_16));
        nothingWasWritten(fill(), "quan-he.csv", 1, null, "import.file.notUtf8");
    }

    @Test
    void anEmptyFileIsNamed() throws IOException {
        write(RegisterFile.DECLARATIONS, "");
        nothingWasWritten(fill(), "ke-khai-tai-san.csv", 0, null, "import.file.empty");
    }

    @Test
    void columnsMayStandInAnyOrderAndEmptyLinesCountAsRows() throws IOException {
        write(RegisterFile.RATINGS, "Mức xếp loại,Mã đảng viên,Năm\nT,900001,2025\n\nT,900001,20x4\n");
        assertThat(fill().faults()).extracting(Fault::row, Fault::column).containsExactly(tuple(4, "Năm"));
    }

    @Test
    void strictWritesNothingBesideARefusedRow() throws IOException {
        oddMembers();
        assertThat(register.fill(new FolderRows(folder), true, report -> { }).applied()).isFalse();
        assertThat(register.registerIsEmpty()).isTrue();
    }

    @Test
    void aRegisterIsNotFilledTwice() {
        fill();
        assertThatThrownBy(this::fill).isInstanceOf(RegisterImport.NotEmpty.class);
        assertThat(count("member")).isEqualTo(1);
    }

    @Test
    void nothingIsKeptWhereTheEntryInTheRecordFails() {
        assertThatThrownBy(() -> register.fill(new FolderRows(folder), false, report -> {
            throw new DataAccessException("no record") { };
        })).isInstanceOf(DataAccessException.class);
        assertThat(register.registerIsEmpty()).isTrue();
    }

    // units ------------------------------------------------------------------------------------------------------------------------

    @Test
    void theTreeIsBuiltWhateverTheOrderOfTheRows() {
        fill();
        assertThat(client.sql("select path from unit where code = 'X01-01'").query(String.class).single()).isEqualTo("/T/X01/X01-01/");
        assertThat(client.sql("select successor_code from unit where code = 'X01-02'").query(String.class).single()).isEqualTo("X01-01");
    }

    @ParameterizedTest
    @CsvSource({
        "X02|Đảng ủy xã Hai|COMMUNE|T9|01/07/2025||, Đơn vị cấp trên, import.unit.unknown",
        "X02|Đảng ủy xã Hai|COMMUNE||01/07/2025||, Đơn vị cấp trên, import.unit.noParent",
        "X02|Đảng ủy xã Hai|COMMUNE|X02|01/07/2025||, Đơn vị cấp trên, import.unit.circle",
        "X02|Đảng ủy xã Hai|COMMUNE|X01-01|01/07/2025||, Đơn vị cấp trên, import.unit.cannotHold",
        "X02|Đảng ủy xã Hai|WARD|T|01/07/2025||, Loại, import.notOneOf",
        "X02|Đảng ủy xã Hai|COMMUNE|T|01/07/2025|30/06/2025|, Hiệu lực đến, import.unit.endsBefore",
        "X02|Đảng ủy xã Hai|COMMUNE|T|01/07/2025||X09, Đơn vị kế thừa, import.unit.unknown",
        "X/2|Đảng ủy xã Hai|COMMUNE|T|01/07/2025||, Mã đơn vị, import.code.signs",
        "T2|Tỉnh ủy Hai|PROVINCE|T|01/07/2025||, Đơn vị cấp trên, import.unit.provinceParent"})
    void aUnitThatCannotStandIsRefusedWithWhatIsBelowIt(String row, String column, String key) throws IOException {
        String code = row.split("\\|")[0];
        append(RegisterFile.UNITS, row.replace("|", ","), "CELL9,Chi bộ thôn 09," + "CELL," + code + ",01/07/2025,,");
        RegisterImport.Report report = fill();
        assertThat(at(report, RegisterFile.UNITS, 13)).extracting(Fault::column, Fault::key).contains(tuple(column, key));
        assertThat(at(report, RegisterFile.UNITS, 14)).extracting(Fault::key).containsExactly("import.unit.refused");
        assertThat(count("unit")).isEqualTo(11);
        assertThat(report.counts().get(RegisterFile.UNITS)).extracting(RegisterImport.Count::applied, RegisterImport.Count::refused).containsExactly(11, 2);
    }

    @Test
    void oneBodyOfACommuneDoesSeveralJobs() {
        fill();
        assertThat(client.sql("select scope_code || ' ' || function from unit_function where performed_by = 'X01-BXD' order by 1").query(String.class).list())
                .containsExactly("X01 CONFERENCE_SECRETARY", "X01 COUNTER", "X01 ORGANISATION_BOARD");
        assertThat(client.sql("select performed_by from unit_function where scope_code = 'T' and function = 'APPROVER'").query(String.class).single()).isEqualTo("T-BTV");
        assertThat(client.sql("select performed_by from unit_function where scope_code = 'X01-01'").query(String.class).list()).containsExactly("X01-01");
    }

    @Test
    void aFunctionThatNobodyPerformsIsPointedOut() throws IOException {
        write(RegisterFile.UNITS, UNITS.lines().filter(l -> !l.startsWith("T-BNC")).collect(Collectors.joining("\n")) + "\n");
        assertThat(fill().faults()).extracting(Fault::key, Fault::args).containsExactly(tuple("import.function.missing", List.of("INTERNAL_AFFAIRS", "X01")));
    }

    @Test
    void theMappingSpeaksOfKnownFunctionsOnly() {
        assertThat(Arrays.stream(Function.values()).map(Enum::name)).containsAll(new FunctionMapping().functions());
    }

    // lists ------------------------------------------------------------------------------------------------------------------------

    @Test
    void aNameIsFoundInAnySpelling() throws IOException {
        append(RegisterFile.MEMBERS, GOOD.strip().replace("900001", "900002").replace("Nông Văn Bình", "Đặng Thị Ước"),
                GOOD.strip().replace("900001", "900003").replace("Nông Văn Bình", "Bế 100% Ân_"));
        fill();
        Register list = new Register(client);
        for (String asked : List.of("nong van binh", "NÔNG VĂN BÌNH", "  nông  van ", "Nông Văn", "binh", "900001")) {
            assertThat(found(list, asked)).as(asked).containsExactly("900001");
        }
        assertThat(found(list, "dang thi uoc")).containsExactly("900002");
        assertThat(found(list, "Đặng")).containsExactly("900002");
        assertThat(found(list, "%")).as("signs of the query language are plain letters").containsExactly("900003");
        assertThat(found(list, "_")).containsExactly("900003");
        assertThat(found(list, "x' or '1'='1")).isEmpty();
    }

    @Test
    void aListKeepsToItsRealm() {
        fill();
        Register list = new Register(client);
        assertThat(list.count(new Register.MemberFilter(List.of("/T/X01/"), null, null, null, null))).isEqualTo(1);
        assertThat(list.count(new Register.MemberFilter(List.of("/T/X0/"), null, null, null, null))).isZero();
        assertThat(list.count(new Register.MemberFilter(List.of(), null, null, null, null))).isZero();
        assertThat(list.count(new Register.MemberFilter(List.of("/T/"), null, "/T/X02/", null, null))).isZero();
    }

    @Test
    void anyNamesComeInTheOrderOfGivenNamesAndEachIsFoundWithoutDiacritics() throws IOException {
        List<String> family = List.of("Nông", "Đàm", "Đặng", "Bế", "Nguyễn Hoàng", "Ứng");
        List<String> given = List.of("An", "Ánh", "Ân", "Bình", "Dũng", "Đông", "Hà", "Hải", "Ổn", "Ước", "Ý");
        StringBuilder rows = new StringBuilder(HEAD);
        java.util.Random random = new java.util.Random(7);
        for (int i = 0; i < 200; i++) {
            rows.append(GOOD.replace("900001", String.format("8%05d", i))
                    .replace("Nông Văn Bình", family.get(random.nextInt(family.size())) + " Thị " + given.get(random.nextInt(given.size()))));
        }
        write(RegisterFile.MEMBERS, rows.toString());
        fill();
        Register list = new Register(client);
        Register.MemberFilter all = new Register.MemberFilter(List.of("/T/"), null, null, null, null);
        List<String> names = list.members(all, Register.MemberOrder.NAME, 200, 0).stream().map(Register.MemberRow::fullName).toList();
        assertThat(names).hasSize(200).isSortedAccordingTo(Comparator.comparingInt((String n) -> given.indexOf(n.substring(n.lastIndexOf(' ') + 1))));
        for (String name : names.subList(0, 20)) {
            assertThat(list.members(new Register.MemberFilter(List.of("/T/"), VietnameseText.searchable(name), null, null, null), Register.MemberOrder.NAME, 200, 0))
                    .extracting(Register.MemberRow::fullName).contains(name);
        }
    }

    private static List<String> found(Register list, String asked) {
        return list.members(new Register.MemberFilter(List.of("/T/"), asked, null, null, null), Register.MemberOrder.NAME, 50, 0).stream()
                .map(Register.MemberRow::code).toList();
    }
}
