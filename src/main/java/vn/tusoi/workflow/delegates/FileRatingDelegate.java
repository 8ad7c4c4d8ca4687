package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.assessment.RatingFile;

/** Ends a review with its rating. */
@Component("fileRating")
class FileRatingDelegate implements JavaDelegate {

    private final RatingFile file;

    FileRatingDelegate(RatingFile file) {
        this.file = file;
    }

    @Override
    public void execute(DelegateExecution execution) {
        file.file(execution.getProcessBusinessKey());
    }
}
