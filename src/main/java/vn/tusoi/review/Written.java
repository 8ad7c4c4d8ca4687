package vn.tusoi.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import java.util.List;

/**
 * What a member wrote, as it is sealed. Catalogue items are named by code: their words are those of the rule set, which never changes.
 *
 * @param leading        what a leader says of the leading and managing done (form 2B), else empty
 * @param ratingOfficial self-rating as an official (XS, T, HT, KHT), null on form 2C
 */
public record Written(String form, int year, String ruleSet, List<Standard> standards, List<Section> sections, String leading,
                      List<Commitment> commitments, int generalPoints, int taskPoints, Tasks tasks, String ratingOfficial, String ratingMember) {

    /** @param version of a unit's own criterion; null for an article, whose words the rule set fixes */
    public record Standard(String code, String article, @JsonInclude(JsonInclude.Include.NON_NULL) Integer version, Grade grade, String text) {

        public Standard(String code, String article, Grade grade, String text) {
            this(code, article, null, grade, text);
        }
    }

    public record Section(String code, String text) { }

    public record Commitment(String text, LocalDate until) { }

    /**
     * The year's tasks in figures.
     *
     * @param remedied whether all shortcomings of the time before are remedied
     */
    public record Tasks(int given, int onTime, int beyond, boolean remedied) {

        /** Whole percent, the fraction dropped; 0 where no task was given. */
        public int onTimePercent() {
            return given == 0 ? 0 : (int) (onTime * 100L / given);
        }

        public int beyondPercent() {
            return given == 0 ? 0 : (int) (beyond * 100L / given);
        }
    }

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addModule(new JavaTimeModule()).build();

    /** Sorted names, no white space: the same content always gives the same characters. */
    public String canonical() {
        try {
            return CANONICAL.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Written read(String canonical) {
        try {
            return CANONICAL.readValue(canonical, Written.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a sealed self-review cannot be read", broken);
        }
    }

    public int points() {
        return generalPoints + taskPoints;
    }
}
