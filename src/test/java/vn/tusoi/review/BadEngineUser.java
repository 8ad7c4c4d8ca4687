package vn.tusoi.review;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Bad on purpose: uses the engine outside workflow, as a public delegate. */
public class BadEngineUser implements JavaDelegate {
    @Override
    public void execute(DelegateExecution execution) { }
}
