package vn.tusoi.register;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty register in one transaction. Rows are read one by one, checked and written in batches; a refused row is named and left out,
 * a file that cannot be used leaves everything as it was.
 */
@Component
public class RegisterImport {

    private static final int BATCH = 500;
    private static final int ADULT = 18;
    private static final Map<String, String> KINDS = RowCheck.values("PROVINCE", "PROVINCE", "COMMUNE", "COMMUNE", "CELL", "CELL", "BODY", "BODY");
    private static final Map<String, String> GENDERS = RowCheck.values("Nam", "MALE", "Nữ", "FEMALE");
    private static final Map<String, String> STATUSES = RowCheck.values("Chính thức", "OFFICIAL", "Dự bị", "PROBATIONARY", "Miễn sinh hoạt", "EXEMPT");
    private static final Map<String, String> STANDINGS = RowCheck.values("Đình chỉ sinh hoạt", "SUSPENDED", "Chuyển sinh hoạt", "MOVED", "Từ trần", "DECEASED",
            "Ra khỏi Đảng", "LEFT");
    private static final Map<String, String> LEVELS = RowCheck.values("XS", "XS", "T", "T", "HT", "HT", "KHT", "KHT", "CXL", "CXL");
    private static final Map<String, String> PENALTIES = RowCheck.values("Khiển trách", "REPRIMAND", "Cảnh cáo", "WARNING", "Cách chức", "REMOVAL",
            "Khai trừ", "EXPULSION");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final FunctionMapping mapping;
    private final Ethnicities ethnicities;
    private final Units units;
    private final Clock clock;

    RegisterImport(JdbcTemplate jdbc, PlatformTransactionManager transactions, FunctionMapping mapping, Ethnicities ethnicities, Units units, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.mapping = mapping;
        this.ethnicities = ethnicities;
        this.units = units;
        this.clock = clock;
    }

    /** How many rows of a file were read, and what became of them. */
    public record Count(int read, int applied, int refused, int repeated, int warned) { }

    /**
     * What came of it.
     *
     * @param applied   whether anything was written
     * @param functions who performs what, as mapped
     */
    public record Report(boolean applied, Map<RegisterFile, Count> counts, List<Fault> faults, int functions) {

        public boolean unusable() {
            return faults.stream().anyMatch(f -> f.severity() == Fault.Severity.FILE);
        }

        public int refused() {
            return counts.values().stream().mapToInt(Count::refused).sum();
        }

        public int warned() {
            return counts.values().stream().mapToInt(Count::warned).sum();
        }
    }

    /** Whether no unit and no member is known yet. */
    public boolean registerIsEmpty() {
        return Boolean.TRUE.equals(jdbc.queryForObject("select not exists (select 1 from unit) and not exists (select 1 from member)", Boolean.class));
    }

    /**
     * Fills the register.
     *
     * @param strict with a refused row or a warning nothing is applied
     * @param also   done in the same transaction where rows were applied, e.g. the entry in the record
     * @throws NotEmpty where there is a register already
     */
    public Report fill(RegisterRows source, boolean strict, Consumer<Report> also) {
        Report report = transaction.execute(status -> {
            if (!registerIsEmpty()) {
                throw new NotEmpty();
            }
            Run run = new Run(source);
            Report result = run.all();
            if (result.unusable() || strict && (result.refused() > 0 || result.warned() > 0) || run.count(RegisterFile.UNITS).applied() == 0) {
                status.setRollbackOnly();
                return new Report(false, result.counts(), result.faults(), 0);
            }
            also.accept(result);
            return result;
        });
        units.changed();
        return report;
    }

    /** There is a register already: it is not filled over. */
    public static class NotEmpty extends RuntimeException {
        NotEmpty() {
            super("the register is not empty");
        }
    }

    /** First and, where it differs, other row with the same key. */
    private static final class Seen {
        final int row;
        final long content;
        int conflict;

        Seen(int row, long content) {
            this.row = row;
            this.content = content;
        }
    }

    private final class Run {

        private final RegisterRows source;
        private final LocalDate today = LocalDate.now(clock);
        private final List<Fault> faults = new ArrayList<>();
        private final Map<RegisterFile, Map<String, Seen>> keys = new EnumMap<>(RegisterFile.class);
        private final Map<RegisterFile, int[]> figures = new EnumMap<>(RegisterFile.class);
        private final Map<String, Unit> tree = new LinkedHashMap<>();
        private final Set<String> refusedUnits = new HashSet<>();
        private final Set<String> members = new HashSet<>();
        private final Map<String, Integer> standings = new HashMap<>();
        private final Map<String, Integer> refusedMembers = new HashMap<>();
        private final Map<String, List<Object[]>> batches = new LinkedHashMap<>();
        private int functions;

        Run(RegisterRows source) {
            this.source = source;
            for (RegisterFile file : RegisterFile.values()) {
                figures.put(file, new int[5]);
            }
        }

        Report all() {
            for (RegisterFile file : RegisterFile.values()) {
                survey(file);
            }
            if (faults.stream().noneMatch(f -> f.severity() == Fault.Severity.FILE)) {
                units();
                each(RegisterFile.MEMBERS, this::member);
                each(RegisterFile.POSTS, this::post);
                each(RegisterFile.RATINGS, this::rating);
                each(RegisterFile.DISCIPLINE, this::discipline);
                each(RegisterFile.DECLARATIONS, this::declaration);
                each(RegisterFile.RELATIONS, this::relation);
                each(RegisterFile.STANDINGS, this::standing);
                batches.keySet().forEach(this::flush);
            }
            List<String> order = java.util.Arrays.stream(RegisterFile.values()).map(RegisterFile::fileName).toList();
            faults.sort(java.util.Comparator.comparingInt((Fault f) -> order.indexOf(f.file())).thenComparingInt(Fault::row));
            Map<RegisterFile, Count> counts = new EnumMap<>(RegisterFile.class);
            figures.keySet().stream().filter(file -> !file.optional() || count(file).read() > 0).forEach(file -> counts.put(file, count(file)));
            return new Report(true, counts, faults, functions);
        }

        Count count(RegisterFile file) {
            int[] f = figures.get(file);
            return new Count(f[0], f[1], f[2], f[3], f[4]);
        }

        // first reading: is every file usable, which rows say the same or contradict one another ----------------------------------

        private void survey(RegisterFile file) {
            Map<String, Seen> seen = keys.computeIfAbsent(file, f -> new HashMap<>());
            try {
                source.read(file, new RegisterRows.Sink() {
                    @Override
                    public void row(int number, String[] cells) {
                        clean(cells);
                        figures.get(file)[0]++;
                        String key = key(file, cells);
                        if (key == null) {
                            return;
                        }
                        long content = content(cells);
                        Seen first = seen.putIfAbsent(key, new Seen(number, content));
                        if (first != null && first.content != content && first.conflict == 0) {
                            first.conflict = number;
                        }
                    }

                    @Override
                    public void uneven(int number, int found, int expected) {
                        figures.get(file)[0]++;
                    }
                });
            } catch (RegisterRows.Unreadable wrong) {
                faults.add(wrong.fault());
            }
        }

        private static String key(RegisterFile file, String[] cells) {
            return switch (file) {
                case UNITS, MEMBERS -> cells[0].isEmpty() ? null : cells[0];
                case RATINGS, DECLARATIONS -> cells[0].isEmpty() || cells[1].isEmpty() ? null : cells[0] + "|" + cells[1];
                default -> String.join("\u001f", cells);
            };
        }

        private static long content(String[] cells) {
            String all = String.join("\u001f", cells);
            CRC32 sum = new CRC32();
            sum.update(all.getBytes(StandardCharsets.UTF_8));
            return (long) all.hashCode() << 32 | sum.getValue();
        }

        private static void clean(String[] cells) {
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cells[i] == null ? "" : VietnameseText.clean(cells[i]);
            }
        }

        // second reading: check and write ------------------------------------------------------------------------------------------

        private interface Reader {
            void read(RowCheck row, int number, String[] cells);
        }

        private void each(RegisterFile file, Reader reader) {
            int[] figure = figures.get(file);
            try {
                source.read(file, new RegisterRows.Sink() {
                    @Override
                    public void row(int number, String[] cells) {
                        clean(cells);
                        String key = key(file, cells);
                        Seen seen = key == null ? null : keys.get(file).get(key);
                        if (seen != null && seen.conflict != 0) {
                            refused(file, number, cells, "import.conflict", number == seen.row ? seen.conflict : seen.row);
                            return;
                        }
                        if (seen != null && seen.row != number) {
                            figure[3]++;
                            faults.add(Fault.of(file, number, file.columns().get(0), Fault.Severity.REPEATED, "import.repeated", seen.row));
                            return;
                        }
                        RowCheck row = new RowCheck(file, number, cells, today, faults::add);
                        reader.read(row, number, cells);
                        if (row.accepted()) {
                            figure[1]++;
                        } else {
                            figure[2]++;
                            unknownFromNowOn(file, number, cells);
                        }
                        if (row.warned() && row.accepted()) {
                            figure[4]++;
                        }
                    }

                    @Override
                    public void uneven(int number, int found, int expected) {
                        figure[2]++;
                        faults.add(Fault.of(file, number, null, Fault.Severity.REFUSED,
                                found < expected ? "import.tooFewColumns" : "import.tooManyColumns", found, expected));
                    }
                });
            } catch (RegisterRows.Unreadable changedMeanwhile) {
                faults.add(changedMeanwhile.fault());
            }
        }

        private void refused(RegisterFile file, int number, String[] cells, String key, Object... args) {
            figures.get(file)[2]++;
            faults.add(Fault.of(file, number, file.columns().get(0), Fault.Severity.REFUSED, key, args));
            unknownFromNowOn(file, number, cells);
        }

        private void unknownFromNowOn(RegisterFile file, int number, String[] cells) {
            if (file == RegisterFile.MEMBERS) {
                refusedMembers.putIfAbsent(cells[0], number);
            } else if (file == RegisterFile.UNITS) {
                refusedUnits.add(cells[0]);
            }
        }

        // units: all are needed before the tree can be built -----------------------------------------------------------------------

        private record Read(int row, String[] cells, String code, String name, UnitKind kind, String parent, LocalDate from, LocalDate to, String successor) { }

        private void units() {
            Map<String, Read> read = new LinkedHashMap<>();
            each(RegisterFile.UNITS, (row, number, c) -> {
                String code = row.code(0, 40);
                String name = row.name(1, 200);
                String kind = row.oneOf(2, KINDS, "PROVINCE, COMMUNE, CELL, BODY");
                String parent = row.text(3, 40);
                LocalDate from = row.date(4, true);
                LocalDate to = row.date(5, false);
                String successor = row.text(6, 40);
                if (kind != null && "PROVINCE".equals(kind) != (parent == null)) {
                    row.refuse(3, parent == null ? "import.unit.noParent" : "import.unit.provinceParent");
                }
                if (from != null && to != null && to.isBefore(from)) {
                    row.refuse(5, "import.unit.endsBefore");
                }
                if (row.accepted()) {
                    read.put(code, new Read(number, c.clone(), code, name, UnitKind.valueOf(kind), parent, from, to, successor));
                }
            });
            boolean again = true;
            while (again) {
                again = false;
                for (Read unit : List.copyOf(read.values())) {
                    Object[] wrong = misplaced(unit, read);
                    if (wrong != null) {
                        read.remove(unit.code());
                        figures.get(RegisterFile.UNITS)[1]--;
                        figures.get(RegisterFile.UNITS)[2]++;
                        faults.add(Fault.of(RegisterFile.UNITS, unit.row(), (String) wrong[0], Fault.Severity.REFUSED, (String) wrong[1], wrong[2]));
                        refusedUnits.add(unit.code());
                        again = true;
                    }
                }
            }
            for (Read unit : read.values()) {
                tree.put(unit.code(), new Unit(unit.code(), unit.name(), unit.kind(), unit.parent(), path(unit, read), unit.from(), unit.to(), unit.successor()));
            }
            List<Unit> byDepth = tree.values().stream().sorted(java.util.Comparator.comparingLong(u -> u.path().chars().filter(ch -> ch == '/').count())).toList();
            for (Unit u : byDepth) {
                insert("insert into unit(code, name, search_name, kind, parent_code, path, valid_from, valid_to) values (?, ?, ?, ?, ?, ?, ?, ?)",
                        u.code(), u.name(), VietnameseText.searchable(u.name()), u.kind().name(), u.parent(), u.path(), u.validFrom(), u.validTo());
            }
            batches.keySet().forEach(this::flush);
            tree.values().stream().filter(u -> u.successor() != null)
                    .forEach(u -> insert("update unit set successor_code = ? where code = ?", u.successor(), u.code()));
            List<FunctionMapping.Mapped> mapped = mapping.of(tree.values());
            for (FunctionMapping.Mapped m : mapped) {
                insert("insert into unit_function(scope_code, function, performed_by, valid_from, valid_to) values (?, ?, ?, ?, ?)",
                        m.scope(), m.function(), m.performer(), m.from(), m.to());
            }
            functions = mapped.size();
            for (String[] gap : mapping.missing(tree.values(), mapped)) {
                faults.add(Fault.of(RegisterFile.UNITS, 0, null, Fault.Severity.WARNING, "import.function.missing", gap[0], gap[1]));
            }
            batches.keySet().forEach(this::flush);
        }

        /** Column, message and argument where a unit cannot hang where it says, else null. */
        private Object[] misplaced(Read unit, Map<String, Read> read) {
            String above = RegisterFile.UNITS.columns().get(3);
            if (unit.parent() != null) {
                Read parent = read.get(unit.parent());
                if (parent == null) {
                    return new Object[] {above, refusedUnits.contains(unit.parent()) ? "import.unit.refused" : "import.unit.unknown", unit.parent()};
                }
                if (parent.kind() == UnitKind.CELL || parent.kind() == UnitKind.BODY && unit.kind() != UnitKind.CELL) {
                    return new Object[] {above, "import.unit.cannotHold", unit.parent()};
                }
            }
            Set<String> way = new HashSet<>();
            for (Read u = unit; u != null; u = u.parent() == null ? null : read.get(u.parent())) {
                if (!way.add(u.code())) {
                    return new Object[] {above, "import.unit.circle", unit.parent()};
                }
            }
            if (unit.successor() != null && (!read.containsKey(unit.successor()) || unit.successor().equals(unit.code()))) {
                return new Object[] {RegisterFile.UNITS.columns().get(6), "import.unit.unknown", unit.successor()};
            }
            return path(unit, read).length() > 400 ? new Object[] {above, "import.unit.tooDeep", 400} : null;
        }

        private static String path(Read unit, Map<String, Read> read) {
            Deque<String> codes = new ArrayDeque<>();
            for (Read u = unit; u != null; u = u.parent() == null ? null : read.get(u.parent())) {
                codes.push(u.code());
            }
            return "/" + String.join("/", codes) + "/";
        }

        private String unit(RowCheck row, int column) {
            String code = row.required(column, 40);
            if (code != null && !tree.containsKey(code)) {
                row.refuse(column, refusedUnits.contains(code) ? "import.unit.refused" : "import.unit.unknown", RowCheck.echo(code));
                return null;
            }
            return code;
        }

        // members and what is known of them ----------------------------------------------------------------------------------------

        private void member(RowCheck row, int number, String[] c) {
            String code = row.code(0, 20);
            String name = row.name(1, 120);
            LocalDate birth = row.past(2, true);
            String gender = row.oneOf(3, GENDERS, "Nam, Nữ");
            String ethnicity = row.text(4, 40);
            String religion = row.text(5, 40);
            String home = row.text(6, 120);
            LocalDate joined = row.past(7, false);
            LocalDate official = row.date(8, false);
            String cell = unit(row, 9);
            String post = row.required(10, 60);
            String education = row.text(11, 60);
            String theory = row.text(12, 60);
            String status = row.oneOf(13, STATUSES, "Chính thức, Dự bị, Miễn sinh hoạt");
            if (cell != null && tree.get(cell).kind() != UnitKind.CELL) {
                row.refuse(9, "import.unit.notCell", cell);
            } else if (cell != null && tree.get(cell).validTo() != null && tree.get(cell).validTo().isBefore(today)) {
                row.warn(9, "import.unit.dissolved", cell);
            }
            if (joined != null && official != null && official.isBefore(joined)) {
                row.refuse(8, "import.member.officialBefore");
            }
            if (birth != null && joined != null && joined.isBefore(birth.plusYears(ADULT))) {
                row.warn(7, "import.member.young", ADULT);
            }
            if (ethnicity != null && !ethnicities.knows(ethnicity)) {
                row.warn(4, "import.member.ethnicity", RowCheck.echo(ethnicity));
            }
            if (row.accepted()) {
                members.add(code);
                insert("""
                                insert into member(code, full_name, search_name, sort_key, birth_date, gender, ethnicity, religion, home_place, joined_on, official_on,
                                                   cell_code, party_post, education, theory, status, version)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)""",
                        code, name, VietnameseText.searchable(name), VietnameseText.sortKey(name), birth, gender, ethnicity, religion, home, joined, official,
                        cell, post, education, theory, status);
            }
        }

        private String memberCode(RowCheck row, int column) {
            String code = row.required(column, 1000);
            if (code != null && !members.contains(code)) {
                Integer at = refusedMembers.get(code);
                if (at == null) {
                    row.refuse(column, "import.member.unknown", RowCheck.echo(code));
                } else {
                    row.refuse(column, "import.member.refused", RowCheck.echo(code), at);
                }
                return null;
            }
            return code;
        }

        private void post(RowCheck row, int number, String[] c) {
            String code = memberCode(row, 0);
            String post = row.required(1, 80);
            String unit = unit(row, 2);
            LocalDate from = row.date(3, true);
            LocalDate to = row.date(4, false);
            if (from != null && to != null && to.isBefore(from)) {
                row.refuse(4, "import.post.endsBefore");
            }
            if (row.accepted()) {
                insert("insert into member_post(member_code, post, unit_code, valid_from, valid_to) values (?, ?, ?, ?, ?)", code, post, unit, from, to);
            }
        }

        private void rating(RowCheck row, int number, String[] c) {
            String code = memberCode(row, 0);
            Integer year = row.year(1);
            String level = row.oneOf(2, LEVELS, "XS, T, HT, KHT, CXL");
            if (row.accepted()) {
                insert("insert into past_rating(member_code, rating_year, level) values (?, ?, ?)", code, year, level);
            }
        }

        private void discipline(RowCheck row, int number, String[] c) {
            String code = memberCode(row, 0);
            String penalty = row.oneOf(1, PENALTIES, "Khiển trách, Cảnh cáo, Cách chức, Khai trừ");
            LocalDate announced = row.past(2, true);
            String decision = row.text(3, 40);
            String act = row.text(4, 10);
            if (row.accepted()) {
                insert("insert into discipline(member_code, penalty, announced_on, decision_no, act_code) values (?, ?, ?, ?, ?)",
                        code, penalty, announced, decision, act);
            }
        }

        private void declaration(RowCheck row, int number, String[] c) {
            String code = memberCode(row, 0);
            Integer year = row.year(1);
            LocalDate filed = row.past(2, false);
            String conclusion = row.text(3, 40);
            if (row.accepted()) {
                insert("insert into asset_declaration(member_code, declared_year, filed_on, conclusion_no) values (?, ?, ?, ?)", code, year, filed, conclusion);
            }
        }

        private void relation(RowCheck row, int number, String[] c) {
            String one = memberCode(row, 0);
            String other = memberCode(row, 1);
            String kind = row.required(2, 60);
            if (one != null && one.equals(other)) {
                row.refuse(1, "import.relation.self");
            }
            if (row.accepted()) {
                insert("insert into relation(member_code, other_code, kind) values (?, ?, ?)", one, other, kind);
            }
        }

        private void standing(RowCheck row, int number, String[] c) {
            String code = memberCode(row, 0);
            String kind = row.oneOf(1, STANDINGS, "Đình chỉ sinh hoạt, Chuyển sinh hoạt, Từ trần, Ra khỏi Đảng");
            LocalDate from = row.past(2, true);
            LocalDate to = row.date(3, false);
            String no = row.required(4, 60);
            LocalDate on = row.past(5, true);
            String by = row.required(6, 200);
            if (from != null && to != null && to.isBefore(from)) {
                row.refuse(3, "import.post.endsBefore");
            }
            if (to != null && !"SUSPENDED".equals(kind)) {
                row.refuse(3, "import.standing.noEnd");
            }
            if (row.accepted()) {
                insert("""
                                insert into member_standing(member_code, standing_no, standing, valid_from, valid_to, doc_no, doc_date, decided_by, entered_at, entered_name)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                        code, standings.merge(code, 1, Integer::sum), kind, from, to, no, on, by, clock.instant().atOffset(ZoneOffset.UTC), RegisterFile.STANDINGS.fileName());
            }
        }

        // writing in batches, in the order of the files ----------------------------------------------------------------------------

        private void insert(String sql, Object... values) {
            List<Object[]> batch = batches.computeIfAbsent(sql, s -> new ArrayList<>());
            batch.add(values);
            if (batch.size() >= BATCH) {
                batches.keySet().forEach(this::flush); // what others refer to goes first
            }
        }

        private void flush(String sql) {
            List<Object[]> batch = batches.get(sql);
            if (!batch.isEmpty()) {
                jdbc.batchUpdate(sql, Collections.unmodifiableList(batch));
                batch.clear();
            }
        }
    }
}
