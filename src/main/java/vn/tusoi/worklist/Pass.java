package vn.tusoi.worklist;

import vn.tusoi.access.Actor;
import vn.tusoi.access.Office;

/** A task that the actor may work on now. {@code office} is null for a member's own task. */
public record Pass(Actor actor, WorkItem item, Subject subject, Office office) { }
