package vn.tusoi.ledger.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tusoi.ledger.Cells;
import vn.tusoi.ledger.Deletion;
import vn.tusoi.ledger.DigestedTable;
import vn.tusoi.ledger.Fault;
import vn.tusoi.ledger.Faults;
import vn.tusoi.ledger.Periods;

/** What the entries of a pack say was deleted, against what is missing in it; and whether it was deleted as it may be, as far as the pack shows that. */
final class PackDeletions {

    private static final String PROPOSED = "RETENTION_PROPOSED";
    private static final String CONFIRMED = "RETENTION_CONFIRMED";
    private static final String CLOSED = "ROUND_CLOSED";
    private static final String PUT = "HOLD_PUT";
    private static final String LIFTED = "HOLD_LIFTED";
    /** Acts whose content matters here. */
    static final Set<String> ACTS = Set.of(Deletion.ACT, PROPOSED, CONFIRMED, CLOSED, PUT, LIFTED);

    private record Act(String round, int run, String username, long tx) { }

    private record Hold(String code, long put, long lifted) { }

    private record Said(Deletion deletion, long tx) { }

    private final Faults faults;
    private final List<String> unproven;
    private final List<Said> all = new ArrayList<>();
    private final Map<String, String> cells = new HashMap<>();
    private final Map<String, String> missing = new HashMap<>();
    private final Set<String> there = new HashSet<>();
    private final List<Act> proposed = new ArrayList<>();
    private final List<Act> confirmed = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final Map<String, LocalDate> closed = new HashMap<>();
    private final Map<String, byte[]> ruleSets = new HashMap<>();
    private final Map<String, Periods> periods = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Set<String> streams = new HashSet<>();
    private String main;
    private boolean period;

    PackDeletions(Faults faults, List<String> unproven) {
        this.faults = faults;
        this.unproven = unproven;
    }

    /** @param stream of what the pack is of: all of a case or list is shown to whoever may have the pack */
    void of(String stream, boolean ofPeriod) {
        main = stream.matches("(CASE|LIST):.*") ? stream : null;
        period = ofPeriod;
    }

    /** Takes an entry, with its content where it tells of one of {@link #ACTS}. */
    void entry(String stream, PackEntry entry) {
        streams.add(stream);
        if (!entry.whatShown()) {
            hidden.add(stream);
        }
        if (stream.equals(main)) {
            taken(stream, entry.seq(), "who", entry.who());
            taken(stream, entry.seq(), "what", entry.what());
        }
        JsonNode what = entry.content();
        if (what == null) {
            return;
        }
        String code = what.path("code").asText();
        long tx = entry.tx();
        switch (what.path("act").asText()) {
            case Deletion.ACT -> {
                Deletion deletion = Deletion.of(stream, entry.seq(), entry.at(), what.path("kind").asText(), code, what.path("outcome").asText(), what.path("ruleSet").asText(), what.path("detail"));
                all.add(new Said(deletion, tx));
                deletion.cells().forEach(cell -> cells.put(name(cell.table(), cell.key(), cell.column()) + " " + cell.digest(), deletion.where()));
            }
            case PROPOSED -> proposed.add(act(what, entry.actor(), tx));
            case CONFIRMED -> confirmed.add(act(what, entry.actor(), tx));
            case CLOSED -> closed.put(code, entry.at().atZone(Deletion.ZONE).toLocalDate());
            case PUT -> holds.add(new Hold(code, tx, Long.MAX_VALUE));
            case LIFTED -> holds.replaceAll(h -> h.code().equals(code) && h.lifted() == Long.MAX_VALUE && h.put() < tx ? new Hold(code, h.put(), tx) : h);
            default -> { }
        }
    }

    /** @param digest of a part that is not shown, null where it is */
    private void taken(String stream, long seq, String part, String digest) {
        if (digest != null) {
            String name = name("ledger_entry", List.of(stream, Long.toString(seq)), part);
            missing.put(name + " " + digest, name);
        }
    }

    private static Act act(JsonNode what, JsonNode who, long tx) {
        return new Act(what.path("code").asText(), what.path("detail").path("run").asInt(), who == null ? null : who.path("username").asText(null), tx);
    }

    private static String name(String table, List<String> key, String column) {
        return table + " " + String.join("/", key) + " " + column;
    }

    /** Takes a row with personal content. */
    void row(DigestedTable table, List<String> key, JsonNode row) {
        Map<String, String> kept = Cells.kept(row.hasNonNull(Cells.DIGESTS) ? row.get(Cells.DIGESTS).asText() : null);
        if (kept != null) {
            kept.forEach((column, digest) -> missing.put(name(table.name(), key, column) + " " + digest, name(table.name(), key, column)));
        } else {
            String salt = row.path(Cells.SALT).asText();
            table.content().stream().filter(row::hasNonNull)
                    .forEach(column -> there.add(name(table.name(), key, column) + " " + Cells.digest(table.name(), column, salt, row.get(column).asText())));
        }
    }

    /** Takes a rule set in the pack, whose periods are read once something was deleted under it. */
    void periods(String ruleSet, byte[] file) {
        ruleSets.put(ruleSet, file);
    }

    void end() {
        missing.forEach((cell, name) -> {
            if (!cells.containsKey(cell)) {
                if (period) {
                    unproven.add(name);
                } else {
                    faults.add(Fault.Kind.DELETION_UNRECORDED, name);
                }
            }
        });
        cells.forEach((cell, where) -> {
            if (there.contains(cell)) {
                faults.add(Fault.Kind.DELETION_UNDONE, cell.substring(0, cell.lastIndexOf(' ')), where);
            }
        });
        all.forEach(this::lawful);
    }

    private void lawful(Said said) {
        Deletion deletion = said.deletion();
        if (!deletion.withinItsKind()) {
            faults.add(Fault.Kind.DELETION_BEYOND, deletion.where());
        }
        Periods set = ruleSets.containsKey(deletion.ruleSet()) ? periods.computeIfAbsent(deletion.ruleSet(), code -> Periods.read(ruleSets.get(code))) : null;
        Integer months = set == null ? null : set.months(deletion.kind());
        LocalDate end = closed.get(deletion.round());
        if (deletion.due() == null || deletion.on().isBefore(deletion.due()) || set != null && (months == null || months != deletion.months())
                || end != null && end.plusMonths(deletion.months()).isAfter(deletion.due())) {
            faults.add(Fault.Kind.DELETION_EARLY, deletion.where());
        }
        if (holds.stream().anyMatch(h -> (h.code().equals(deletion.code()) || h.code().equals(deletion.round())) && h.put() < said.tx() && h.lifted() > said.tx())) {
            faults.add(Fault.Kind.DELETION_HELD, deletion.where());
        }
        Act first = of(proposed, deletion);
        Act second = of(confirmed, deletion);
        boolean known = first != null && second != null && first.username() != null && second.username() != null;
        String round = "ROUND:" + deletion.round();
        if (known ? first.username().equals(second.username()) || second.tx() > said.tx() : streams.contains(round) && !hidden.contains(round) && !period) {
            faults.add(Fault.Kind.DELETION_ALONE, deletion.where());
        } else if (!known || set == null || end == null) {
            unproven.add(deletion.where());
        }
    }

    private static Act of(List<Act> acts, Deletion deletion) {
        return acts.stream().filter(a -> a.round().equals(deletion.round()) && a.run() == deletion.run()).reduce((a, b) -> b).orElse(null);
    }
}
