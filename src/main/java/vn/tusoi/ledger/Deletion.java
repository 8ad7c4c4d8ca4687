package vn.tusoi.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An entry that says which personal content of a case, a round or a briefing was deleted, of which kind and under which period.
 *
 * @param of     what it was deleted from; null where the entry is on something that has no such content
 * @param code   of the case, round or briefing
 * @param kind   name of the {@link ContentKind}; a forger may write others
 * @param run    number of the deletion within its round
 * @param months the period, as the entry has it
 * @param due    the day on which the period ended, as the entry has it; null where it cannot be read
 */
public record Deletion(String stream, long seq, Instant at, ContentKind.Of of, String code, String kind, String ruleSet, String round, int run, int months, LocalDate due, List<Cell> cells) {

    public static final String ACT = "CONTENT_DELETED";
    /** Where days begin. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    /** Stands for a table where a part of an entry was taken out: its key is stream and number, its column {@code who} or {@code what}. */
    static final String ENTRIES = "ledger_entry";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One text, and the digest that stands for it now. */
    public record Cell(String table, List<String> key, String column, String digest) {

        String name() {
            return table + " " + String.join("/", key) + " " + column;
        }
    }

    static Deletion of(Line line) {
        try {
            return of(line.stream(), line.seq(), line.at(), line.kind(), line.code(), line.outcome(), line.ruleSet(), JSON.readTree(line.detail()));
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            return of(line.stream(), line.seq(), line.at(), line.kind(), line.code(), line.outcome(), line.ruleSet(), JSON.createObjectNode());
        }
    }

    /** Reads what the detail holds; what is missing is empty. */
    public static Deletion of(String stream, long seq, Instant at, String subject, String code, String kind, String ruleSet, JsonNode detail) {
        List<Cell> cells = new ArrayList<>();
        for (JsonNode cell : detail.path("cells")) {
            List<String> key = new ArrayList<>();
            cell.path("key").forEach(part -> key.add(part.asText()));
            cells.add(new Cell(cell.path("table").asText(), key, cell.path("column").asText(), cell.path("digest").asText()));
        }
        return new Deletion(stream, seq, at, subject(subject), code, kind, ruleSet, detail.path("round").asText(), detail.path("run").asInt(), detail.path("months").asInt(-1),
                day(detail.path("due").asText()), cells);
    }

    private static ContentKind.Of subject(String kind) {
        return Arrays.stream(ContentKind.Of.values()).filter(of -> of.name().equals(kind)).findFirst().orElse(null);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    public String where() {
        return stream + " " + seq;
    }

    /** The day on which it was done. */
    public LocalDate on() {
        return at.atZone(ZONE).toLocalDate();
    }

    /** Whether it names nothing but content of its kind and of the case, round or briefing that it is on. */
    public boolean withinItsKind() {
        return of != null && stream.equals(Streams.of(of.name(), code, null)) && Arrays.stream(ContentKind.values()).anyMatch(k -> k.name().equals(kind) && k.isOf(of))
                && cells.stream().allMatch(cell -> {
                    if (cell.table().equals(ENTRIES)) {
                        return cell.key().size() == 2 && cell.key().get(0).equals(stream);
                    }
                    return DigestedTable.find(cell.table()).filter(table -> table.hasContent() && table.kind().name().equals(kind) && table.content().contains(cell.column())
                            && table.belongs(cell.key(), code)).isPresent();
                });
    }
}
