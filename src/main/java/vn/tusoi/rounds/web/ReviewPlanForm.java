package vn.tusoi.rounds.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The plan of a review as it is typed; days left empty are the rule set's. */
public class ReviewPlanForm {

    @NotBlank(message = "{error.required}")
    @Size(max = 200, message = "{error.tooLong}")
    public String name;

    @NotNull(message = "{error.required}")
    public Integer year;

    public Integer quarter;

    @NotBlank(message = "{error.required}")
    public String ruleSet;

    public LocalDate selfReview;

    public LocalDate assessment;

    public List<String> units = new ArrayList<>();

    public long version;
}
