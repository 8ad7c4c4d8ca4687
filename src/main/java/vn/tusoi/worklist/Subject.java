package vn.tusoi.worklist;

import java.util.List;
import vn.tusoi.register.Unit;

/**
 * The case, list, conference or round a task is about.
 *
 * @param title     whom or what the reader sees first: a member's name, a list's name
 * @param scope     the unit whose performing bodies do the tasks
 * @param memberCode member whose own tasks ({@code MEMBER}) these are, or null
 * @param concerned members whom it concerns: they and their relatives are kept out of deciding
 * @param paused    suspended: may be read, not worked on
 */
public record Subject(SubjectKind kind, String code, String roundCode, String title, Unit scope, String memberCode, List<String> concerned,
                      boolean paused) { }
