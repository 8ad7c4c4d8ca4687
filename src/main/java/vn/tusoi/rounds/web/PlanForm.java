package vn.tusoi.rounds.web;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import vn.tusoi.rounds.Variant;

/** The plan of a round as it is typed. */
public class PlanForm {

    @NotBlank(message = "{error.required}")
    @Size(max = 200, message = "{error.tooLong}")
    public String name;

    @NotNull(message = "{error.required}")
    public Variant variant;

    @NotBlank(message = "{error.required}")
    public String targetPost;

    @NotNull(message = "{error.required}")
    @Min(value = 1, message = "{error.number}")
    public Integer seats;

    @NotBlank(message = "{error.required}")
    public String ruleSet;

    @NotNull(message = "{error.required}")
    public LocalDate congressDay;

    public List<String> units = new ArrayList<>();

    public List<String> posts = new ArrayList<>();

    public long version;
}
