package vn.tusoi.register;

import java.util.List;

/** The seven files of a register and an eighth that may be missing, with the names of their columns as boards keep them. Order is the order of reading. */
public enum RegisterFile {
    UNITS("don-vi.csv", "Mã đơn vị", "Tên đơn vị", "Loại", "Đơn vị cấp trên", "Hiệu lực từ", "Hiệu lực đến", "Đơn vị kế thừa"),
    MEMBERS("dang-vien.csv", "Mã đảng viên", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Tôn giáo", "Quê quán", "Ngày vào Đảng",
            "Ngày chính thức", "Chi bộ", "Chức vụ Đảng", "Trình độ chuyên môn", "Lý luận chính trị", "Tình trạng"),
    POSTS("chuc-vu.csv", "Mã đảng viên", "Chức vụ", "Đơn vị", "Từ ngày", "Đến ngày"),
    RATINGS("xep-loai.csv", "Mã đảng viên", "Năm", "Mức xếp loại"),
    DISCIPLINE("ky-luat.csv", "Mã đảng viên", "Hình thức", "Ngày công bố", "Số quyết định", "Mã hành vi"),
    DECLARATIONS("ke-khai-tai-san.csv", "Mã đảng viên", "Năm", "Ngày nộp", "Kết luận xác minh"),
    RELATIONS("quan-he.csv", "Mã đảng viên", "Mã người liên quan", "Quan hệ"),
    STANDINGS("sinh-hoat.csv", "Mã đảng viên", "Thay đổi", "Từ ngày", "Đến ngày", "Số văn bản", "Ngày văn bản", "Cơ quan ban hành");

    private final String fileName;
    private final List<String> columns;

    RegisterFile(String fileName, String... columns) {
        this.fileName = fileName;
        this.columns = List.of(columns);
    }

    /** Whether a register without it is whole. */
    public boolean optional() {
        return this == STANDINGS;
    }

    public String fileName() {
        return fileName;
    }

    public List<String> columns() {
        return columns;
    }
}
