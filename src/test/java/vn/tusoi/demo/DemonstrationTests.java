package vn.tusoi.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.DemoTest;

/** What somebody finds who signs in with the accounts that the start prints. */
@DemoTest
class DemonstrationTests {

    @Autowired
    JdbcClient jdbc;

    @Test
    void aRoundIsInProgressAtEveryStageUpToTheApprovalOfAList() {
        assertThat(jdbc.sql("select distinct form_key from work_item").query(String.class).list()).contains("submit-self-review", "record-meeting", "decide-rating",
                "acknowledge-rating", "give-opinion", "draft-findings", "conclude-inspection", "count-votes", "approve-list");
    }

    @Test
    void theCounterAndTheApproverThatArePrintedHaveWork() {
        assertThat(open("COUNTER", "X02")).as("counting in X02").isPositive();
        assertThat(open("APPROVER", "T")).as("approving at the province").isPositive();
    }

    @Test
    void aYearlyReviewIsUnderWayInOneCommuneWithWorkForItsPeople() {
        String review = jdbc.sql("select code from round where kind = 'YEARLY'").query(String.class).single();
        assertThat(jdbc.sql("select status from round where code = ?").param(review).query(String.class).single()).isEqualTo("OPEN");
        assertThat(forms(review, "MEMBER")).contains("submit-self-review", "acknowledge-rating");
        assertThat(forms(review, "CELL_SECRETARY")).contains("prepare-meeting", "record-meeting", "write-collective-review");
        assertThat(forms(review, "GRASSROOTS_COMMITTEE")).contains("decide-rating", "rate-collective");
        assertThat(jdbc.sql("select count(*) from vetting_case where round_code = ? and outcome = 'RATED'").param(review).query(Integer.class).single()).isPositive();
        assertThat(jdbc.sql("select count(*) from electorate where round_code = ? and included = false").param(review).query(Integer.class).single()).as("left out, with the reason").isPositive();
    }

    private java.util.List<String> forms(String round, String function) {
        return jdbc.sql("select distinct form_key from work_item where round_code = ? and function = ?").params(round, function).query(String.class).list();
    }

    private int open(String function, String unit) {
        return jdbc.sql("select count(*) from work_item where function = ? and unit_code like ?").params(function, unit + "%").query(Integer.class).single();
    }
}
