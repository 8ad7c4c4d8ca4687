package vn.tusoi.worklist;

import vn.tusoi.access.Duty;

/** A {@link TaskForm} of one key, element and duty, whose template bears the key's name in the folder of its feature. */
public abstract class TaskPage<F> implements TaskForm<F> {

    private final SubjectKind kind;
    private final String folder;
    private final String key;
    private final String element;
    private final Duty duty;

    protected TaskPage(SubjectKind kind, String folder, String key, String element, Duty duty) {
        this.kind = kind;
        this.folder = folder;
        this.key = key;
        this.element = element;
        this.duty = duty;
    }

    @Override
    public final String key() {
        return key;
    }

    @Override
    public final String element() {
        return element;
    }

    @Override
    public final SubjectKind kind() {
        return kind;
    }

    @Override
    public Duty duty(String slot) {
        return duty;
    }

    @Override
    public String view() {
        return folder + "/" + key;
    }
}
