package vn.tusoi.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.tusoi.PostgresTest;

/** Every question is one that PostgreSQL understands too, with a mandate and without. */
@PostgresTest
class QuestionsOnPostgresTests {

    @Autowired Questions questions;
    @Autowired RoundHeat heat;

    @ParameterizedTest
    @EnumSource(Question.class)
    void itIsUnderstood(Question question) {
        Questions.Asked asked = questions.usual(new Questions.Asked(null, null, "x", "X01", null, null, null));
        assertThatCode(() -> {
            questions.ask(question, new Mandate.Reach(null, null), asked, null, 50);
            questions.ask(question, new Mandate.Reach(null, "/T/X01/"), asked, "1", 50);
        }).doesNotThrowAnyException();
    }

    @Test
    void soIsTheHeatOfARound() {
        assertThat(heat.steps("NO", new Mandate.Reach(null, null))).isEmpty();
        assertThat(heat.units("NO", new Mandate.Reach(null, "/T/X01/"))).isEmpty();
    }
}
