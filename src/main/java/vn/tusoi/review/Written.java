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
 * @param remedies       what became of each commitment that was open
 * @param matters        the answer to each matter that the superior raised
 * @param acts           what is declared of the acts that members must not do; null in reviews of before this was asked
 */
public record Written(String form, int year, String ruleSet, List<Standard> standards, List<Section> sections, String leading,
                      List<Commitment> commitments, int generalPoints, int taskPoints, Tasks tasks, String ratingOfficial, String ratingMember,
                      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Remedy> remedies, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Matter> matters,
                      @JsonInclude(JsonInclude.Include.NON_NULL) Acts acts) {

    public Written {
        remedies = remedies == null ? List.of() : List.copyOf(remedies);
        matters = matters == null ? List.of() : List.copyOf(matters);
    }

    /** Without what only some reviews have. */
    public Written(String form, int year, String ruleSet, List<Standard> standards, List<Section> sections, String leading, List<Commitment> commitments,
                   int generalPoints, int taskPoints, Tasks tasks, String ratingOfficial, String ratingMember) {
        this(form, year, ruleSet, standards, sections, leading, commitments, generalPoints, taskPoints, tasks, ratingOfficial, ratingMember, List.of(), List.of(), null);
    }

    /** @param version of a unit's own criterion; null for an article, whose words the rule set fixes */
    public record Standard(String code, String article, @JsonInclude(JsonInclude.Include.NON_NULL) Integer version, Grade grade, String text) {

        public Standard(String code, String article, Grade grade, String text) {
            this(code, article, null, grade, text);
        }
    }

    public record Section(String code, String text) { }

    public record Commitment(String text, LocalDate until) { }

    /**
     * An earlier commitment, repeated so that the sealed text can be read alone, and what became of it.
     *
     * @param caseCode the case in whose review it was made, {@code version} and {@code no} (from 1) name it there
     */
    public record Remedy(String caseCode, int version, int no, String commitment, LocalDate until, CommitmentState state, String text) { }

    /** A matter as the superior put it, and the answer. */
    public record Matter(int no, String matter, String answer) { }

    /** @param codes acts of the rule set's catalogue that the member declares of themselves; none: "I have done none of them" */
    public record Acts(List<String> codes, String text) { }

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

    /** What is left where the text was deleted: form, year and points. */
    static Written deleted(String form, int year, String ruleSet, int generalPoints, int taskPoints) {
        return new Written(form, year, ruleSet, List.of(), List.of(), "", List.of(), generalPoints, taskPoints, null, null, null);
    }

    public int points() {
        return generalPoints + taskPoints;
    }
}
