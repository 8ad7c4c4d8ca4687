package vn.tusoi.rehearsal;

import java.time.Instant;
import java.util.List;

/** Port to the workflow engine, implemented in {@code workflow}: what a rehearsal needs to move time and to see what got stuck. */
public interface EngineTime {

    /** The engine's idea of now, for all its threads. */
    void set(Instant now);

    /** Back to the real time. */
    void release();

    /** From here on only {@link #runDueJobs} runs jobs. */
    void pauseJobs();

    /** The engine runs its jobs by itself again. Does nothing where it did not before {@link #pauseJobs}. */
    void resumeJobs();

    /** Runs what is due now (time limits, launches, closings), and what that makes due, until nothing is left. @return jobs that failed */
    List<Trouble> runDueJobs();

    /** Whether a process with this business key runs. */
    boolean running(String subjectCode);

    /** Whether the engine refused because somebody else changed the same thing at the same moment: worth another try. */
    boolean clash(Throwable thrown);

    /** Jobs that gave up, and processes of these subjects that are still running. */
    List<Trouble> stuck(List<String> subjectCodes);

    /** @param subjectCode business key; {@code where} the id in the diagram; {@code why} for the reader of the report */
    record Trouble(String subjectCode, String where, String why) { }
}
