package vn.tusoi.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.tusoi.rehearsal.EngineTime;

/** Moves the engine's time for a rehearsal, and runs its jobs one after another in the rehearsal's own thread. */
@Component
class EngineTimeControl implements EngineTime {

    private static final Logger LOG = LoggerFactory.getLogger(EngineTimeControl.class);
    private static final int PAGE = 500;

    private final ManagementService management;
    private final RuntimeService runtime;
    private final ProcessEngineConfigurationImpl engine;
    private boolean paused;

    EngineTimeControl(ManagementService management, RuntimeService runtime, ProcessEngineConfigurationImpl engine) {
        this.management = management;
        this.runtime = runtime;
        this.engine = engine;
    }

    @Override
    public void set(Instant now) {
        ClockUtil.setCurrentTime(Date.from(now));
    }

    @Override
    public void release() {
        ClockUtil.reset();
    }

    @Override
    public void pauseJobs() {
        JobExecutor executor = engine.getJobExecutor();
        if (executor != null && executor.isActive()) {
            executor.shutdown();
            paused = true;
        }
    }

    @Override
    public void resumeJobs() {
        if (paused) {
            engine.getJobExecutor().start();
            paused = false;
        }
    }

    @Override
    public List<Trouble> runDueJobs() {
        List<Trouble> failed = new ArrayList<>();
        Set<String> tried = new HashSet<>();
        while (true) {
            List<Job> due = management.createJobQuery().executable().orderByJobDuedate().asc().listPage(0, PAGE + tried.size()).stream()
                    .filter(job -> job.getProcessDefinitionId() != null && !tried.contains(job.getId())).sorted(Comparator.comparing(EngineTimeControl::dueOn)).toList();
            if (due.isEmpty()) {
                return failed;
            }
            for (Job job : due) {
                try {
                    management.executeJob(job.getId());
                } catch (RuntimeException wrong) {
                    if (management.createJobQuery().jobId(job.getId()).count() > 0) {
                        tried.add(job.getId());
                        LOG.warn("job of process instance {} failed", job.getProcessInstanceId(), wrong);
                        failed.add(new Trouble(businessKey(job.getProcessInstanceId()), activity(job), String.valueOf(wrong.getMessage())));
                    }
                }
            }
        }
    }

    private static Date dueOn(Job job) {
        return job.getDuedate() == null ? new Date(0) : job.getDuedate();
    }

    private String activity(Job job) {
        return management.createJobDefinitionQuery().jobDefinitionId(job.getJobDefinitionId()).list().stream().findFirst()
                .map(org.camunda.bpm.engine.management.JobDefinition::getActivityId).orElse("?");
    }

    private String businessKey(String processInstanceId) {
        ProcessInstance instance = runtime.createProcessInstanceQuery().processInstanceId(processInstanceId).singleResult();
        return instance == null || instance.getBusinessKey() == null ? "?" : instance.getBusinessKey();
    }

    @Override
    public boolean running(String subjectCode) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(subjectCode).count() > 0;
    }

    @Override
    public boolean clash(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof OptimisticLockingException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Trouble> stuck(List<String> subjectCodes) {
        Set<String> codes = new HashSet<>(subjectCodes);
        List<Trouble> found = new ArrayList<>();
        for (Job job : management.createJobQuery().noRetriesLeft().list()) {
            found.add(new Trouble(businessKey(job.getProcessInstanceId()), activity(job), String.valueOf(job.getExceptionMessage())));
        }
        for (ProcessInstance instance : runtime.createProcessInstanceQuery().list()) {
            if (instance.getBusinessKey() != null && codes.contains(instance.getBusinessKey())) {
                found.add(new Trouble(instance.getBusinessKey(), String.join(", ", runtime.getActiveActivityIds(instance.getId())), "still running"));
            }
        }
        return found;
    }
}
