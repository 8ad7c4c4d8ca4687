package vn.tusoi.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.Cases;
import vn.tusoi.ledger.DigestedTable;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.ledger.Places;
import vn.tusoi.ledger.SealedRows;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;

/** What an act sealed, as it is read now, and whether it is still what was sealed. */
@Controller
class SealedPages {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Mandate mandate;
    private final Entries entries;
    private final Places places;
    private final SealedRows sealed;
    private final CaseReading reading;
    private final Cases cases;
    private final Ledger ledger;
    private final Told told;
    private final Show show;
    private final TransactionTemplate transaction;

    SealedPages(Mandate mandate, Entries entries, Places places, SealedRows sealed, CaseReading reading, Cases cases, Ledger ledger, Told told, Show show,
                TransactionTemplate transaction) {
        this.mandate = mandate;
        this.entries = entries;
        this.places = places;
        this.sealed = sealed;
        this.reading = reading;
        this.cases = cases;
        this.ledger = ledger;
        this.told = told;
        this.show = show;
        this.transaction = transaction;
    }

    /** One value of a row. @param lines of what is kept as a structure, otherwise one @param deleted digest of what stood here, null while it does */
    public record Cell(String name, List<String> lines, String deleted) { }

    @GetMapping("/record/{id:\\d{1,18}}/rows/{no:\\d{1,4}}")
    @Shows(entered = "RECORD_READ")
    String rows(Actor actor, @PathVariable long id, @PathVariable int no, Model model) {
        Mandate.Reach reach = mandate.of(actor);
        if (!entries.covers(id, reach)) {
            throw new Denied.Hidden(String.valueOf(id));
        }
        Places.Place place = places.find(id).orElseThrow(() -> new Denied.Hidden(String.valueOf(id)));
        SealedRows.Content content = sealed.content(id, no).orElseThrow(() -> new Denied.Hidden(id + "/" + no));
        ofCase(content).ifPresent(code -> reading.read(actor, code));
        transaction.executeWithoutResult(status -> ledger.entry(actor, "RECORD_READ").in(reach.office()).on(place.line().kind(), place.line().code()).with("entry", id).with("rows", no).write());
        String name = show.sayOr("room.table." + content.table(), content.table());
        model.addAttribute("title", content.key().size() == 1 ? name : show.say("room.documents.part", name, content.key().stream().skip(1).filter(k -> !k.isBlank())
                .map(k -> show.sayOr("table." + k, k)).collect(Collectors.joining(", "))));
        model.addAttribute("id", id);
        model.addAttribute("line", place.line());
        model.addAttribute("sentence", told.sentence(place.line().act(), place.line().person(), place.line().outcome(), told.office(place.line().function(), place.line().unit())));
        model.addAttribute("content", content);
        model.addAttribute("rows", content.rows().stream().map(row -> cells(row)).toList());
        return "room/sealed";
    }

    /** Rows of a case open by the right to read the case, and its reading is entered on the case. */
    private java.util.Optional<String> ofCase(SealedRows.Content content) {
        int at = DigestedTable.find(content.table()).map(t -> t.keys().indexOf("case_code")).orElse(-1);
        String code = content.key().get(Math.max(0, at));
        return at >= 0 || cases.find(code).isPresent() ? java.util.Optional.of(code) : java.util.Optional.empty();
    }

    private List<Cell> cells(SealedRows.Row row) {
        List<Cell> cells = new ArrayList<>();
        row.values().forEach((column, value) -> cells.add(new Cell(name(column), lines(column, value), null)));
        row.deleted().forEach((column, digest) -> cells.add(new Cell(name(column), List.of(), digest)));
        return cells;
    }

    private String name(String column) {
        return show.sayOr("room.column." + column, column);
    }

    private List<String> lines(String column, Object value) {
        if (value instanceof Boolean yes) {
            return List.of(show.say(yes ? "room.yes" : "room.no"));
        }
        if (value instanceof Number number) {
            return List.of(column.endsWith("year") || column.endsWith("_no") ? number.toString() : show.number(number));
        }
        String text = value.toString();
        if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return List.of(show.day(LocalDate.parse(text)));
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z")) {
            return List.of(show.dayAndTime(Instant.parse(text)));
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                List<String> lines = new ArrayList<>();
                flatten("", JSON.readTree(text), lines);
                return lines;
            } catch (JsonProcessingException plain) {
                return List.of(text);
            }
        }
        return List.of(switch (column) {
            case "unit_code", "cell_code" -> told.unit(text);
            case "function" -> show.sayOr("function." + text, text);
            case "stage", "ended_from", "returned_from" -> show.sayOr("stage." + text, text);
            default -> word(column, text);
        });
    }

    /** A code of a column in words where there are any. */
    private String word(String column, String text) {
        if (!text.matches("[A-Z][A-Z_]*")) {
            return text;
        }
        String outcome = told.outcome(text);
        return show.sayOr("room.word." + column + "." + text, outcome.equals(text) ? show.sayOr("rules.code." + text, text) : outcome);
    }

    private void flatten(String path, JsonNode node, List<String> lines) {
        if (node.isObject()) {
            node.fields().forEachRemaining(f -> flatten(path.isEmpty() ? name(f.getKey()) : path + ", " + name(f.getKey()), f.getValue(), lines));
        } else if (node.isArray()) {
            int n = 0;
            for (JsonNode one : node) {
                n++;
                if (one.isObject() && path.isEmpty() && plain(one)) {
                    lines.add(together(one));
                } else {
                    flatten(path.isEmpty() ? String.valueOf(n) : path + " " + n, one, lines);
                }
            }
        } else if (!node.isNull() && !node.asText().isEmpty()) {
            lines.add(path.isEmpty() ? node.asText() : show.say("room.sealed.pair", path, node.isBoolean() ? show.say(node.asBoolean() ? "room.yes" : "room.no") : node.asText()));
        }
    }

    /** Few short values, as of somebody on a roll: they are read on one line. */
    private static boolean plain(JsonNode object) {
        return object.size() <= 4 && object.properties().stream().allMatch(f -> f.getValue().isValueNode() && f.getValue().asText().length() <= 80);
    }

    private String together(JsonNode object) {
        return object.properties().stream().filter(f -> !f.getValue().isNull() && !f.getValue().asText().isEmpty())
                .map(f -> f.getValue().isBoolean() ? show.say("room.sealed.pair", name(f.getKey()), show.say(f.getValue().asBoolean() ? "room.yes" : "room.no"))
                        : word(f.getKey(), f.getValue().asText())).collect(Collectors.joining(", "));
    }
}
