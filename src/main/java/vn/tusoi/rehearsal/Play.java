package vn.tusoi.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.validation.DataBinder;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.worklist.AlreadyDone;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;
import vn.tusoi.worklist.WorkItem;

/**
 * One rehearsal: day by working day, everybody does what has come to them. Within a day work goes in waves: what one wave leads to is seen by the
 * next. Tasks of one subject are done one after another; different subjects by several threads. Nothing hangs on which thread was faster.
 */
final class Play {

    private static final Logger LOG = LoggerFactory.getLogger(Play.class);
    private static final LocalTime MORNING = LocalTime.of(7, 15);
    private static final LocalTime FIRST_WAVE = LocalTime.of(8, 0);
    private static final LocalTime EVENING = LocalTime.of(17, 30);
    private static final Duration WAVE = Duration.ofMinutes(9);
    private static final int WAVES = 58;
    private static final int TRIES = 5;
    private static final List<SubjectKind> PHASES = List.of(SubjectKind.COLLECTIVE, SubjectKind.CASE, SubjectKind.CONFERENCE, SubjectKind.LIST, SubjectKind.ROUND);

    private final Backstage house;
    private final String round;
    private final long seed;
    private final int threads;
    private final People people;
    private final Pace pace;
    private final Locale locale;
    private final Findings findings = new Findings();
    private final Map<String, Integer> planned = new HashMap<>();
    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> times = new ConcurrentHashMap<>();
    private final Map<String, Fate> fates = new ConcurrentHashMap<>();
    private final Map<LocalDate, Integer> days = new TreeMap<>();

    Play(Backstage house, String round, long seed, int threads, People people, Pace pace, Locale locale) {
        this.house = house;
        this.round = round;
        this.seed = seed;
        this.threads = threads;
        this.people = people;
        this.pace = pace;
        this.locale = locale;
    }

    Findings findings() {
        return findings;
    }

    /** Working days that were played, with their number. */
    Map<LocalDate, Integer> days() {
        return days;
    }

    /**
     * Plays from the first day on until the round is over, the last day is reached, or nothing moves any more.
     *
     * @param last last day to play, a guard against a round that never ends
     */
    void run(LocalDate first, LocalDate last) {
        run(first, last, () -> { });
    }

    /** @param evening done at the end of each day */
    void run(LocalDate first, LocalDate last, Runnable evening) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            LocalDate day = first;
            while (!day.isAfter(last)) {
                days.put(day, days.size());
                boolean over = day(day, pool);
                house.clock().at(day.atTime(EVENING).atZone(house.zone()).toInstant(), () -> {
                    evening.run();
                    return null;
                });
                if (over) {
                    return;
                }
                LocalDate next = house.calendar().plusWorkingDays(day, 1);
                day = next;
            }
        } finally {
            pool.shutdown();
            house.engine().release();
        }
    }

    /** @return whether the round is over */
    private boolean day(LocalDate day, ExecutorService pool) {
        jobs(day.atTime(MORNING).atZone(house.zone()).toInstant());
        for (int wave = 0; wave < WAVES; wave++) {
            Instant start = day.atTime(FIRST_WAVE).plus(WAVE.multipliedBy(wave)).atZone(house.zone()).toInstant();
            List<WorkItem> open = house.open(round);
            if (open.isEmpty() && !house.running(round)) {
                return true;
            }
            List<WorkItem> due = due(open, day);
            if (due.isEmpty()) {
                break;
            }
            house.clock().at(start, () -> {
                people.prepare(due.stream().map(WorkItem::groupKey).collect(Collectors.toSet()));
                return null;
            });
            house.engine().set(start);
            for (SubjectKind phase : PHASES) {
                lanes(due.stream().filter(i -> i.kind() == phase).toList(), start, day, pool);
            }
            jobs(start.plus(WAVE).minusSeconds(1));
        }
        jobs(day.atTime(EVENING).atZone(house.zone()).toInstant());
        return false;
    }

    private void jobs(Instant at) {
        house.engine().set(at);
        house.clock().at(at, () -> house.engine().runDueJobs()).forEach(t -> findings.stuck(t.subjectCode(), t.where(), t.why()));
    }

    private List<WorkItem> due(List<WorkItem> open, LocalDate day) {
        List<WorkItem> due = new ArrayList<>();
        int today = days.get(day);
        for (WorkItem item : open) {
            if (given.contains(item.taskId())) {
                continue;
            }
            int on = planned.computeIfAbsent(item.taskId(), id -> today + pace.wait(item, luck("wait", item, times(item)), fate(item), day));
            if (on <= today && pace.mayAct(item, day)) {
                due.add(item);
            }
        }
        due.sort(Comparator.comparing(WorkItem::subjectCode).thenComparing(WorkItem::elementId).thenComparing(WorkItem::slot));
        return due;
    }

    /** Those that share something to decide on (the cap of a committee) are done in one lane. */
    private static String lane(WorkItem item) {
        return item.formKey().equals("decide-rating") ? item.groupKey() : item.subjectCode();
    }

    private void lanes(List<WorkItem> items, Instant start, LocalDate day, ExecutorService pool) {
        Map<String, List<WorkItem>> lanes = items.stream().collect(Collectors.groupingBy(Play::lane, TreeMap::new, Collectors.toList()));
        List<Future<?>> running = new ArrayList<>();
        for (List<WorkItem> lane : lanes.values()) {
            running.add(pool.submit(() -> inOrder(lane, start, day)));
        }
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped", stop);
            } catch (ExecutionException wrong) {
                throw new IllegalStateException(wrong.getCause());
            }
        }
    }

    /** One after another, each at a moment of its own. */
    private void inOrder(List<WorkItem> lane, Instant start, LocalDate day) {
        LocaleContextHolder.setLocale(locale);
        long share = Math.max(1, (WAVE.toSeconds() - 2) / lane.size());
        for (int i = 0; i < lane.size(); i++) {
            WorkItem item = lane.get(i);
            long after = Math.min(WAVE.toSeconds() - 2, i * share)
                    + Luck.of(seed, "minute", item.subjectCode(), item.formKey(), item.slot(), day).between(0, (int) share - 1);
            house.clock().at(start.plusSeconds(after), () -> {
                act(item, day);
                return null;
            });
        }
    }

    private void act(WorkItem item, LocalDate day) {
        for (int attempt = 1; ; attempt++) {
            try {
                Wish wish = attempt(item, day);
                if (wish == Wish.LATER) {
                    planned.merge(item.taskId(), 1, Integer::sum);
                } else if (wish == Wish.DONE) {
                    times.merge(timesKey(item), 1, Integer::sum);
                    findings.done(item.formKey());
                }
                return;
            } catch (Refused refused) {
                // what the page said has changed meanwhile, as when somebody left the cell: like a person, look again
                if (attempt < TRIES) {
                    continue;
                }
                give(item, "refused: " + refused.messageKey() + " " + java.util.Arrays.toString(refused.args())
                        + (refused.field() == null ? "" : " (" + refused.field() + ")"), null);
                return;
            } catch (RuntimeException wrong) {
                if ((wrong instanceof ConcurrencyFailureException || house.engine().clash(wrong)) && attempt < TRIES) {
                    findings.clash();
                    continue;
                }
                give(item, wrong.getClass().getSimpleName() + ": " + wrong.getMessage(), wrong);
                return;
            }
        }
    }

    private void give(WorkItem item, String why, RuntimeException wrong) {
        given.add(item.taskId());
        LOG.warn("{} {} {}: {}", item.subjectCode(), item.formKey(), item.slot(), why, wrong);
        findings.stuck(item.subjectCode(), item.formKey() + (item.slot().isEmpty() ? "" : "/" + item.slot()), why);
    }

    private enum Wish { DONE, LATER, GONE }

    private Wish attempt(WorkItem item, LocalDate day) {
        TaskForm<?> form = house.form(item.formKey());
        int count = times(item);
        Luck luck = luck("act", item, count);
        Fate fate = fate(item);
        if (house.open(item).isEmpty()) {
            return Wish.GONE;
        }
        for (int n = 0; ; n++) {
            Actor actor = actor(item, n, count);
            Pass pass;
            try {
                pass = house.gate().look(actor, item.kind(), item.subjectCode(), item.elementId(), item.slot(), form::duty);
            } catch (Denied.Forbidden kept) {
                if (!kept.messageKey().startsWith("duty.conflict") || n > 40) {
                    throw kept;
                }
                continue;
            } catch (AlreadyDone over) {
                return Wish.GONE;
            }
            if (pass.subject().paused() && !item.formKey().equals("decide-resumption")) {
                return Wish.LATER;
            }
            if (house.answers().actInstead(new Scene(pass, null, seed, luck, count, day, fate, k -> actor(item, k, count)))) {
                return Wish.GONE;
            }
            return submit(form, pass, luck, count, day, fate, k -> actor(item, k, count));
        }
    }

    private <F> Wish submit(TaskForm<F> form, Pass pass, Luck luck, int count, LocalDate day, Fate fate, IntFunction<Actor> group) {
        F bean = form.blank(pass);
        Map<String, ?> typed = house.answers().of(form.key(), new Scene(pass, bean, seed, luck, count, day, fate, group));
        if (typed == null) {
            return Wish.LATER;
        }
        DataBinder binder = new DataBinder(bean, "form");
        binder.initDirectFieldAccess();
        binder.setConversionService(house.conversion());
        binder.setValidator(house.validator());
        binder.setAutoGrowCollectionLimit(5000);
        binder.setIgnoreUnknownFields(false);
        binder.bind(new org.springframework.beans.MutablePropertyValues(typed));
        binder.validate();
        if (binder.getBindingResult().hasErrors()) {
            throw new IllegalStateException("the form does not accept " + binder.getBindingResult().getAllErrors().stream()
                    .map(e -> (e instanceof org.springframework.validation.FieldError f ? f.getField() + "=" + f.getRejectedValue() + " " : "") + e.getDefaultMessage())
                    .collect(Collectors.joining("; ")));
        }
        form.submit(pass.actor(), pass.subject().code(), pass.item().slot(), bean);
        return Wish.DONE;
    }

    private Actor actor(WorkItem item, int n, int count) {
        String username;
        if (item.groupKey().startsWith("MEMBER@")) {
            if (n > 0) {
                throw new IllegalStateException("the member is kept out of their own task");
            }
            username = people.member(item.groupKey().substring("MEMBER@".length()));
        } else {
            List<String> holders = new ArrayList<>(people.holders(item.groupKey()));
            Luck.of(seed, "who", item.subjectCode(), item.formKey(), item.slot(), count).shuffle(holders);
            username = n < holders.size() ? holders.get(n) : people.appoint(item.groupKey(), n - holders.size());
        }
        String who = username;
        return house.accounts().actor(who).orElseThrow(() -> new IllegalStateException("no account " + who));
    }

    private int times(WorkItem item) {
        return times.getOrDefault(timesKey(item), 0);
    }

    private static String timesKey(WorkItem item) {
        return item.subjectCode() + " " + item.formKey() + " " + item.slot();
    }

    private Luck luck(String what, WorkItem item, int count) {
        return Luck.of(seed, what, item.subjectCode(), item.formKey(), item.slot(), count);
    }

    private Fate fate(WorkItem item) {
        return item.kind() != SubjectKind.CASE ? Fate.NONE : fates.computeIfAbsent(item.subjectCode(), code ->
                pace.fate(item, Fate.of(Integer.parseInt(code.substring(code.lastIndexOf('-') + 1)), Luck.of(seed, "fate", code))));
    }
}
