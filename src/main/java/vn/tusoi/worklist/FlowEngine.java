package vn.tusoi.worklist;

import java.util.Map;

/** Port to the workflow engine, implemented in {@code workflow}. Facts are ids and the yes/no facts that gateways need. */
public interface FlowEngine {

    void complete(String taskId, Map<String, Object> facts);

    /** Starts the process with the subject's code as business key. Whether one was started before, the caller knows from the subject's own row. */
    void start(String processId, String businessKey, Map<String, Object> facts);

    /** Correlates a message to the running process (or a called one) with this business key. @return whether anything waited for it */
    boolean tell(String message, String businessKey, Map<String, Object> facts);
}
