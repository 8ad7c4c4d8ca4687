package vn.tusoi.cases;

import java.util.List;
import java.util.Optional;

/** Port to the diagrams: a process as people read it, with the way that one subject has gone in it. Implemented in {@code workflow}. */
public interface ProcessPicture {

    /**
     * The newest run of the process for the subject; the bare diagram where it has not run.
     *
     * @param language {@code vi} or {@code en}
     * @return empty where there is no such process
     */
    Optional<Picture> draw(String processId, String subjectCode, String language);

    /** DONE: gone through; NOW: stands here; AHEAD: comes next when nothing detours; NONE: not touched. */
    enum State { DONE, NOW, AHEAD, NONE }

    /** What a node is drawn as. */
    enum Kind { FRAME, TASK, AUTOMATIC, CALL, WAIT, START, END, TIMER, MESSAGE, CHOICE, PARALLEL, EVENTS;
        public boolean box() {
            return this == TASK || this == AUTOMATIC || this == CALL || this == WAIT;
        }

        public boolean round() {
            return this == START || this == END || this == TIMER || this == MESSAGE;
        }
    }

    record Line(int x, int y, String text) { }

    /** A node. {@code element} and {@code slot} are how the work list names its task. */
    record Node(String id, String element, String slot, Kind kind, State state, String label, int x, int y, int width, int height, List<Line> lines) {

        public int centreX() {
            return x + width / 2;
        }

        public int centreY() {
            return y + height / 2;
        }

        /** Diamond of a gateway. */
        public String diamond() {
            return centreX() + "," + y + " " + (x + width) + "," + centreY() + " " + centreX() + "," + (y + height) + " " + x + "," + centreY();
        }

        /** Class of its drawing: {@code is-done}, {@code is-now} or none. */
        public String mark() {
            return state == State.DONE ? "is-done" : state == State.NOW ? "is-now" : "";
        }
    }

    /** A flow with its answer, drawn as path data. */
    record Arrow(String path, List<Line> lines) { }

    /**
     * @param nodes frames first, so that what lies in them is drawn on them
     * @param steps what people do or wait for, in the order of the way; those not touched and not ahead are left out
     */
    record Picture(String processId, String name, boolean ran, int x, int y, int width, int height, List<Node> nodes, List<Arrow> arrows, List<Node> steps) {

        public String viewBox() {
            return x + " " + y + " " + width + " " + height;
        }

        /** How much room it needs before its words become too small to read. */
        public String size() {
            return width > 1900 ? "is-widest" : width > 1150 ? "is-wider" : "is-plain";
        }

        public String here() {
            return String.join(", ", nodes.stream().filter(n -> n.state() == State.NOW && n.kind().box()).map(Node::label).toList());
        }
    }
}
