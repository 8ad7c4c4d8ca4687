package vn.tusoi.rehearsal;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.access.Function;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;

/**
 * The simulated office holders. Members of the unit where there are any, so that family and duties really stand in their way; in a commune
 * one person holds two offices now and then, as they do. Where an office has holders already (the demonstration's accounts), they are asked too.
 */
final class People {

    /** Offices that one person may well hold together. */
    private static final Map<Function, Function> COMPANION = Map.of(
            Function.LEAD_INSPECTOR, Function.INSPECTOR, Function.COUNTER, Function.CONFERENCE_SECRETARY, Function.CHAIR, Function.GRASSROOTS_COMMITTEE);

    private static final List<String> FAMILY = List.of("Nông", "Hoàng", "Lương", "Vi", "Triệu", "Đàm", "Lộc", "Hứa", "Bế", "La", "Chu", "Mã");
    private static final List<String> MIDDLE = List.of("Văn", "Thị", "Minh", "Thanh", "Quốc", "Thu", "Đức", "Ngọc");
    private static final List<String> GIVEN = List.of("An", "Bình", "Cường", "Duyên", "Hạnh", "Hùng", "Lan", "Liên", "Nam", "Phương", "Quang", "Thảo", "Tuấn", "Vân", "Yến");

    private final Backstage house;
    private final JdbcClient jdbc;
    private final Units units;
    private final long seed;
    private final LocalDate from;
    private final OffsetDateTime created;
    private final String passwordHash;
    private final Map<String, List<String>> holders = new HashMap<>();
    private final Map<String, List<String>> appointed = new ConcurrentHashMap<>();
    private final Map<String, String> members = new HashMap<>();

    /** @param passwordHash for all of them, or null: then nobody can sign in as one */
    People(Backstage house, long seed, LocalDate from, String passwordHash) {
        this.house = house;
        this.jdbc = house.jdbc();
        this.units = house.units();
        this.seed = seed;
        this.from = from;
        this.created = from.atTime(7, 0).atOffset(ZoneOffset.ofHours(7)).withOffsetSameInstant(ZoneOffset.UTC);
        this.passwordHash = passwordHash;
    }

    /** Sees to it that each of these offices has holders and each of these members an account. Not for several threads at once. */
    void prepare(Collection<String> groupKeys) {
        Set<String> fresh = new TreeSet<>(groupKeys);
        fresh.removeIf(key -> key.startsWith("MEMBER@") ? members.containsKey(key.substring("MEMBER@".length())) : holders.containsKey(key));
        if (!fresh.isEmpty()) {
            house.recorded("PEOPLE_APPOINTED", () -> engage(fresh));
        }
    }

    private void engage(Set<String> groupKeys) {
        for (String key : groupKeys) {
            if (key.startsWith("MEMBER@")) {
                members.computeIfAbsent(key.substring("MEMBER@".length()), this::memberAccount);
            } else {
                holders.put(key, fill(Function.valueOf(key.substring(0, key.indexOf('@'))), units.get(key.substring(key.indexOf('@') + 1))));
            }
        }
    }

    String member(String code) {
        return members.get(code);
    }

    /** Who holds the office, in a fixed order. */
    List<String> holders(String groupKey) {
        return holders.get(groupKey);
    }

    /** Another holder, because all who hold the office are kept out; the {@code n}-th that had to be found. Counted once however often asked for. */
    String appoint(String groupKey, int n) {
        List<String> extra = appointed.computeIfAbsent(groupKey, key -> new ArrayList<>());
        synchronized (extra) {
            while (extra.size() <= n) {
                Function function = Function.valueOf(groupKey.substring(0, groupKey.indexOf('@')));
                Unit unit = units.get(groupKey.substring(groupKey.indexOf('@') + 1));
                Luck luck = Luck.of(seed, "appointed", groupKey, extra.size());
                String name = luck.of(FAMILY) + " " + luck.of(MIDDLE) + " " + luck.of(GIVEN);
                String username = username("them", function, unit, extra.size() + 1);
                // somebody appointed in an earlier play of the same house still holds the office
                if (house.accounts().actor(username).isEmpty()) {
                    house.recorded("PEOPLE_APPOINTED", () -> {
                        account(username, name, null);
                        office(username, function, unit);
                    });
                }
                extra.add(username);
            }
            return extra.get(n);
        }
    }

    int appointments() {
        return appointed.values().stream().mapToInt(List::size).sum();
    }

    private record Person(String code, String name) { }

    private List<String> fill(Function function, Unit unit) {
        List<String> found = new ArrayList<>(jdbc.sql("select distinct username from office where function = ? and unit_code = ? and valid_from <= ? and valid_to is null order by username")
                .params(function.name(), unit.code(), from).query(String.class).list());
        Luck luck = Luck.of(seed, "holders", function, unit.code());
        if (function == Function.CELL_SECRETARY) {
            List<Person> secretaries = jdbc.sql("""
                            select code, full_name from member where cell_code = ? and party_post in ('Bí thư chi bộ', 'Phó Bí thư chi bộ') order by party_post, code""")
                    .param(unit.code()).query((rs, n) -> new Person(rs.getString(1), rs.getString(2))).list();
            for (Person p : secretaries) {
                add(found, function, unit, p);
            }
            return found;
        }
        int wanted = function == Function.COUNTER ? luck.between(3, 4) : luck.between(2, 4);
        Function companion = COMPANION.get(function);
        if (companion != null && found.size() < wanted) {
            List<String> others = holders.getOrDefault(companion + "@" + unit.code(), List.of());
            if (!others.isEmpty() && !found.contains(others.get(0))) {
                office(others.get(0), function, unit);
                found.add(others.get(0));
            }
        }
        if (found.size() < wanted) {
            List<Person> free = new ArrayList<>(jdbc.sql("""
                            select m.code, m.full_name from member m join unit u on u.code = m.cell_code
                            where u.path like ? and m.status = 'OFFICIAL' and m.party_post not in ('Bí thư chi bộ', 'Phó Bí thư chi bộ')
                              and not exists (select 1 from account a where a.member_code = m.code) order by m.code""")
                    .param(realm(unit) + "%").query((rs, n) -> new Person(rs.getString(1), rs.getString(2))).list());
            luck.shuffle(free);
            for (Person p : free) {
                if (found.size() >= wanted) {
                    break;
                }
                add(found, function, unit, p);
            }
        }
        return found;
    }

    private void add(List<String> found, Function function, Unit unit, Person person) {
        Optional<String> existing = jdbc.sql("select username from account where member_code = ?").param(person.code()).query(String.class).optional();
        String username = existing.orElseGet(() -> account(username("nb", function, unit, found.size() + 1), person.name(), person.code()));
        if (!found.contains(username)) {
            office(username, function, unit);
            found.add(username);
        }
    }

    /** The part of the tree from which an office is filled: the commune for anything in a commune, the province for its own. */
    private String realm(Unit unit) {
        return units.lineage(unit.code()).stream().filter(u -> u.kind() == UnitKind.COMMUNE || u.kind() == UnitKind.PROVINCE).findFirst().orElse(unit).path();
    }

    private String memberAccount(String code) {
        return jdbc.sql("select username from account where member_code = ?").param(code).query(String.class).optional().orElseGet(() -> {
            String name = jdbc.sql("select full_name from member where code = ?").param(code).query(String.class).single();
            return account("dv" + code.toLowerCase(Locale.ROOT), name, code);
        });
    }

    private static String username(String prefix, Function function, Unit unit, int n) {
        return (prefix + "-" + unit.code() + "-" + initials(function) + "-" + n).toLowerCase(Locale.ROOT);
    }

    private static String initials(Function function) {
        StringBuilder letters = new StringBuilder();
        for (String word : function.name().split("_")) {
            letters.append(word, 0, Math.min(3, word.length()));
        }
        return letters.toString();
    }

    private String account(String username, String name, String memberCode) {
        jdbc.sql("""
                        insert into account(username, display_name, password_hash, member_code, active, failed_attempts, must_change, language, larger_text, created_at, version)
                        values (?, ?, ?, ?, true, 0, false, 'vi', false, ?, 0)""")
                .params(username, name, passwordHash, memberCode, created).update();
        return username;
    }

    private void office(String username, Function function, Unit unit) {
        jdbc.sql("insert into office(username, function, unit_code, valid_from) values (?, ?, ?, ?)").params(username, function.name(), unit.code(), from).update();
    }

    /** Everybody who was given work so far, for the report. */
    Set<String> all() {
        Set<String> all = new HashSet<>();
        holders.values().forEach(all::addAll);
        appointed.values().forEach(all::addAll);
        all.addAll(members.values());
        return all;
    }
}
