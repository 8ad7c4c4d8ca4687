package vn.tusoi.worklist;

import vn.tusoi.access.Actor;
import vn.tusoi.access.Office;

/**
 * A task that the actor may work on now.
 *
 * @param office  null for a member's own task
 * @param drafted whether the actor has a draft of it; told only to those who {@link TaskGate#enter enter}
 */
public record Pass(Actor actor, WorkItem item, Subject subject, Office office, boolean drafted) { }
