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

    private int open(String function, String unit) {
        return jdbc.sql("select count(*) from work_item where function = ? and unit_code like ?").params(function, unit + "%").query(Integer.class).single();
    }
}
