package vn.tusoi.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import vn.tusoi.ApplicationTest;

/** The shipped models pass the check; each kind of fault is named with file and line. */
@ApplicationTest
class ModelCheckTests {

    @Autowired
    private ModelCheck check;

    @Test
    void shippedModelsHaveNoFaults() {
        assertThat(check.faults()).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("faults")
    void eachFaultIsNamedWithItsLine(String from, String to, String complaint) throws IOException {
        String model = new ClassPathResource("processes/self-review.bpmn").getContentAsString(StandardCharsets.UTF_8);
        assertThat(model).contains(from);
        String broken = model.replaceFirst(java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to));

        List<ModelCheck.Fault> faults = check.check("broken.bpmn", "self-review", new ByteArrayInputStream(broken.getBytes(StandardCharsets.UTF_8)));

        assertThat(faults).anySatisfy(fault -> {
            assertThat(fault.toString()).startsWith("broken.bpmn:").contains(complaint);
            assertThat(fault.line()).isPositive();
        });
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("process id=\"self-review\"", "process id=\"selfreview\"", "differs from the file name"),
                Arguments.of(" camunda:historyTimeToLive=\"P730D\"", "", "no history time to live"),
                Arguments.of("name=\"Viết bản tự kiểm điểm\"", "", "has no label"),
                Arguments.of("id=\"endEvent_reviewMissing\"", "id=\"Event_0abc12d\"", "is generated"),
                Arguments.of("camunda:formKey=\"submit-self-review\"", "camunda:formKey=\"submit-nothing\"", "no form submit-nothing"),
                Arguments.of("camunda:candidateGroups=\"CELL_SECRETARY\"", "camunda:candidateGroups=\"KING\"", "no function KING"),
                Arguments.of(" default=\"flow_moreTime_reviewMissing\"", "", "has no default flow"),
                Arguments.of("bpmnElement=\"userTask_submitSelfReview\"", "bpmnElement=\"elsewhere\"", "has no shape"),
                Arguments.of("<bpmn:documentation>Submitted and sealed</bpmn:documentation>",
                        "<bpmn:documentation>x</bpmn:documentation><bpmn:extensionElements><camunda:executionListener event=\"start\" delegateExpression=\"${nobody}\" /></bpmn:extensionElements>",
                        "no bean for ${nobody}"),
                Arguments.of("</bpmn:process>", "<bpmn:scriptTask id=\"scriptTask_x\" /></bpmn:process>", "scripts are not allowed"),
                Arguments.of("</bpmn:process>", "</bpmn:proces>", "not well-formed"));
    }
}
