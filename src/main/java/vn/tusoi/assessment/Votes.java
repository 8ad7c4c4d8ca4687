package vn.tusoi.assessment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A secret vote on paper, as counted. {@link #problems} says which sum is off; {@link #proposal} what the cell proposes.
 *
 * @param missing slips given out and not returned
 */
public record Votes(int issued, int collected, int missing, int valid, int invalid, int xs, int t, int ht, int kht) {

    /** What does not add up: the form field, the message and its figures. */
    public record Problem(String field, String key, Object... args) { }

    /** Level with most votes; the lower one where several have as many (assumption: no text says how a tie is broken). */
    public record Proposal(Level level, boolean tied, int votes) { }

    /** @param present who were there: nobody votes by letter */
    public List<Problem> problems(int present) {
        List<Problem> wrong = new ArrayList<>();
        figures().forEach((field, figure) -> {
            if (figure < 0) {
                wrong.add(new Problem(field, "assessment.votes.negative"));
            }
        });
        if (!wrong.isEmpty()) {
            return wrong;
        }
        if (issued > present) {
            wrong.add(new Problem("issued", "assessment.votes.moreThanPresent", issued, present));
        }
        if (issued != collected + missing) {
            wrong.add(new Problem("collected", "assessment.votes.issued.sum", issued, collected, missing, collected + missing));
        }
        if (collected != valid + invalid) {
            wrong.add(new Problem("valid", "assessment.votes.collected.sum", collected, valid, invalid, valid + invalid));
        }
        if (valid != sum()) {
            wrong.add(new Problem("xs", "assessment.votes.valid.sum", valid, sum()));
        }
        if (wrong.isEmpty() && valid == 0) {
            wrong.add(new Problem("valid", "assessment.votes.none"));
        }
        return wrong;
    }

    /** Names of the figures in which two counts of one box differ. */
    public List<String> differences(Votes other) {
        Map<String, Integer> others = other.figures();
        return figures().entrySet().stream().filter(f -> !f.getValue().equals(others.get(f.getKey()))).map(Map.Entry::getKey).toList();
    }

    private Map<String, Integer> figures() {
        Map<String, Integer> figures = new LinkedHashMap<>();
        figures.put("issued", issued);
        figures.put("collected", collected);
        figures.put("missing", missing);
        figures.put("valid", valid);
        figures.put("invalid", invalid);
        figures.put("xs", xs);
        figures.put("t", t);
        figures.put("ht", ht);
        figures.put("kht", kht);
        return figures;
    }

    public int sum() {
        return xs + t + ht + kht;
    }

    public int of(Level level) {
        return perLevel().get(level);
    }

    public Map<Level, Integer> perLevel() {
        Map<Level, Integer> votes = new EnumMap<>(Level.class);
        votes.put(Level.XS, xs);
        votes.put(Level.T, t);
        votes.put(Level.HT, ht);
        votes.put(Level.KHT, kht);
        return votes;
    }

    public Proposal proposal() {
        int most = perLevel().values().stream().max(Comparator.naturalOrder()).orElse(0);
        List<Level> leading = Level.ALL.stream().filter(l -> of(l) == most).toList();
        return new Proposal(leading.get(leading.size() - 1), leading.size() > 1, most);
    }
}
