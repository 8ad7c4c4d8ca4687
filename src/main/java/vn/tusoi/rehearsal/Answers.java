package vn.tusoi.rehearsal;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What simulated people write into the forms: one answer for each form key. Fields are filled by name and checked, as the pages do it. */
@Component
class Answers {

    /** Fields of a form by name, or null: the person does nothing today. */
    interface Answer {
        Map<String, ?> to(Scene scene);
    }

    private final Map<String, Answer> answers = new TreeMap<>();
    private final CaseAnswers cases;

    Answers(CaseAnswers cases, ListAnswers lists) {
        this.cases = cases;
        cases.into(answers);
        lists.into(answers);
    }

    Map<String, ?> of(String formKey, Scene scene) {
        Answer answer = answers.get(formKey);
        if (answer == null) {
            throw new IllegalStateException("nobody knows what to write into " + formKey);
        }
        return answer.to(scene);
    }

    /** Whether the person did something else than the task asks for: withdrew, or reported new information. */
    boolean actInstead(Scene scene) {
        return cases.actInstead(scene);
    }

    /** For tests: somebody who answers differently. @return who answered before */
    Answer replace(String formKey, Answer answer) {
        return answers.put(formKey, answer);
    }
}
