package vn.tusoi.demo;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import vn.tusoi.register.RegisterFile;
import vn.tusoi.register.RegisterRows;

/** An invented province of six communes and some 2,000 members. The same day gives the same province. */
public final class DemoProvince implements RegisterRows {

    private static final long SEED = 2026;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final List<String> COMMUNES = List.of("phường Đông Kha", "xã Mỏ Vàng", "xã Thạch Lâm", "xã Suối Ngàn", "xã Cốc Rang", "xã Bình Khê");
    private static final List<String> CELLS = List.of("thôn", "khối phố", "cơ quan", "trường học", "trạm y tế", "công an", "quân sự", "doanh nghiệp");
    private static final List<String> FAMILY = List.of("Nông", "Hoàng", "Lương", "Vi", "Triệu", "Đàm", "Lộc", "Hứa", "Bế", "Chu", "Mông", "Lý", "Phùng", "Đặng", "Nguyễn Hoàng");
    private static final List<String> MALE = List.of("Văn", "Đức", "Minh", "Quốc", "Xuân", "Mạnh", "Đình");
    private static final List<String> FEMALE = List.of("Thị", "Thị Bích", "Thu", "Ngọc", "Thị Phương", "Thanh", "Thị Hồng");
    private static final List<String> GIVEN_M = List.of("Bình", "Cường", "Dũng", "Đông", "Hiếu", "Hùng", "Khánh", "Kiên", "Long", "Nam", "Phong", "Quang", "Thắng", "Thịnh", "Tuấn");
    private static final List<String> GIVEN_F = List.of("An", "Châu", "Dung", "Hà", "Hạnh", "Hoa", "Huyền", "Khuyên", "Lan", "Mai", "Ngọc", "Nhung", "Quỳnh", "Thảo", "Vân", "Yến");
    private static final List<String> EDUCATION = List.of("Đại học", "Đại học", "Đại học", "Trung cấp", "Trung học", "Cao đẳng", "Thạc sĩ");
    private static final List<String> THEORY = List.of("Sơ cấp", "Sơ cấp", "Trung cấp", "Trung cấp", "Cao cấp");
    private static final List<String> POSTS = List.of("Công chức", "Viên chức", "Giáo viên", "Cán bộ không chuyên trách", "Sĩ quan");

    private final Map<RegisterFile, List<String[]>> rows = new EnumMap<>(RegisterFile.class);
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final LocalDate today;
    private int members;

    public DemoProvince(LocalDate today) {
        this.today = today;
        for (RegisterFile file : RegisterFile.values()) {
            rows.put(file, new ArrayList<>());
        }
        unit("T", "Tỉnh ủy", "PROVINCE", "");
        unit("T-BTC", "Ban Tổ chức Tỉnh ủy", "BODY", "T");
        unit("T-UBKT", "Ủy ban Kiểm tra Tỉnh ủy", "BODY", "T");
        unit("T-BNC", "Ban Nội chính Tỉnh ủy", "BODY", "T");
        unit("T-MTTQ", "Ủy ban Mặt trận Tổ quốc tỉnh", "BODY", "T");
        unit("T-BTV", "Ban Thường vụ Tỉnh ủy", "BODY", "T");
        for (int c = 0; c < COMMUNES.size(); c++) {
            commune("X0" + (c + 1), COMMUNES.get(c), c == 0 ? 22 : 14);
        }
        relations();
    }

    private void commune(String code, String name, int cells) {
        String place = name.substring(name.indexOf(' ') + 1);
        unit(code, "Đảng ủy " + name, "COMMUNE", "T");
        unit(code + "-BXD", "Ban Xây dựng Đảng " + place, "BODY", code);
        unit(code + "-UBKT", "Ủy ban Kiểm tra " + place, "BODY", code);
        for (int n = 1; n <= cells; n++) {
            String cell = String.format("%s-%02d", code, n);
            unit(cell, String.format("Chi bộ %s %02d %s", CELLS.get(n % CELLS.size()), n, place), "CELL", code);
            int size = 17 + random.nextInt(12);
            for (int m = 0; m < size; m++) {
                member(cell, place, code, m == 0 && n % 7 == 3, m == 0 ? "Bí thư chi bộ" : m == 1 ? "Phó Bí thư chi bộ" : m == 2 ? "Chi ủy viên" : "Đảng viên");
            }
        }
    }

    private void unit(String code, String name, String kind, String parent) {
        rows.get(RegisterFile.UNITS).add(new String[] {code, name, kind, parent, "01/07/2025", "", ""});
    }

    /** @param heads whether a leading post in the commune is held, too */
    private void member(String cell, String place, String commune, boolean heads, String partyPost) {
        String code = String.format("%06d", ++members);
        boolean female = random.nextInt(100) < 42;
        String name = of(FAMILY) + " " + (female ? of(FEMALE) + " " + of(GIVEN_F) : of(MALE) + " " + of(GIVEN_M));
        boolean leads = !partyPost.equals("Đảng viên");
        LocalDate born = today.minusYears(leads ? 30 + random.nextInt(25) : 22 + random.nextInt(50)).minusDays(random.nextInt(365));
        LocalDate joined = born.plusYears(19 + random.nextInt(14)).plusDays(random.nextInt(300));
        LocalDate latest = today.minusMonths(14);
        boolean probationary = !leads && joined.isAfter(latest);
        if (joined.isAfter(latest)) {
            joined = probationary ? today.minusMonths(6) : latest;
        }
        String status = probationary ? "Dự bị" : !leads && born.isBefore(today.minusYears(70)) ? "Miễn sinh hoạt" : "Chính thức";
        rows.get(RegisterFile.MEMBERS).add(new String[] {code, name, DAY.format(born), female ? "Nữ" : "Nam", of(List.of("Tày", "Nùng", "Kinh", "Dao")),
            random.nextInt(20) == 0 ? "Phật giáo" : "Không", place, DAY.format(joined), probationary ? "" : DAY.format(joined.plusYears(1)), cell, partyPost,
            of(EDUCATION), of(THEORY), status});
        if (leads || random.nextInt(100) < 18) {
            String post = of(POSTS);
            rows.get(RegisterFile.POSTS).add(new String[] {code, heads ? "Phó Chủ tịch Ủy ban nhân dân" : post, commune, DAY.format(today.minusDays(200 + random.nextInt(2500))), ""});
        }
        for (int year = today.getYear() - 3; year < today.getYear(); year++) {
            int r = random.nextInt(100);
            rows.get(RegisterFile.RATINGS).add(new String[] {code, String.valueOf(year), r < 12 ? "XS" : r < 78 ? "T" : r < 95 ? "HT" : r < 97 ? "KHT" : "CXL"});
        }
        if (random.nextInt(80) == 0 && status.equals("Chính thức")) {
            rows.get(RegisterFile.DISCIPLINE).add(new String[] {code, of(List.of("Khiển trách", "Khiển trách", "Cảnh cáo", "Cách chức")),
                DAY.format(today.minusDays(40 + random.nextInt(1500))), "QĐ-" + (100 + random.nextInt(900)), of(List.of("PH02", "PH09", "PH11", "PH15", "PH18"))});
        }
        if (leads || random.nextInt(100) < 12) {
            LocalDate filed = LocalDate.of(today.getYear() - 1, 2, 1).plusDays(random.nextInt(300));
            rows.get(RegisterFile.DECLARATIONS).add(new String[] {code, String.valueOf(filed.getYear()), DAY.format(filed), random.nextInt(15) == 0 ? "KL-" + (10 + random.nextInt(90)) : ""});
        }
    }

    private void relations() {
        for (int i = 0; i < members / 20; i++) {
            int one = 1 + random.nextInt(members);
            int other = 1 + random.nextInt(members);
            if (one < other) {
                rows.get(RegisterFile.RELATIONS).add(new String[] {String.format("%06d", one), String.format("%06d", other),
                    of(List.of("Vợ/chồng", "Cha/mẹ – con", "Anh/chị/em ruột", "Anh/chị/em vợ/chồng"))});
            }
        }
    }

    private <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @Override
    public void read(RegisterFile file, Sink sink) {
        int number = 1;
        for (String[] row : rows.get(file)) {
            sink.row(++number, row.clone());
        }
    }
}
