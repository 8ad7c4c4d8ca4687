package vn.tusoi.site;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.worklist.WorkItem;

/** Dates, figures and states in the reader's words; templates call it as {@code @show}. */
@Component("show")
public class Show {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("dd/MM");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    /** "Soon" is within this many working days. */
    public static final int SOON = 3;

    private final MessageSource messages;
    private final RoundCalendar calendar;
    private final Clock clock;

    Show(MessageSource messages, RoundCalendar calendar, Clock clock) {
        this.messages = messages;
        this.calendar = calendar;
        this.clock = clock;
    }

    public String day(LocalDate day) {
        return day == null ? "–" : DAY.format(day);
    }

    /** The Vietnamese day on which something happened. */
    public String day(Instant at) {
        return at == null ? "–" : DAY.format(at.atZone(ZONE));
    }

    /** Day and month where the day is in the current year, the full date otherwise. */
    public String dayShort(LocalDate day) {
        return day == null ? "–" : day.getYear() == today().getYear() ? SHORT.format(day) : DAY.format(day);
    }

    public String time(Instant at) {
        return at == null ? "" : TIME.format(at.atZone(ZONE));
    }

    public String dayAndTime(Instant at) {
        return at == null ? "" : day(at) + " " + time(at);
    }

    /** "10:42" today, "16:55 on 08/03" otherwise. */
    public String moment(Instant at) {
        ZonedDateTime then = at.atZone(ZONE);
        return then.toLocalDate().equals(today()) ? time(at) : say("site.moment", time(at), dayShort(then.toLocalDate()));
    }

    public String saved(Instant at) {
        return say("site.saved", moment(at));
    }

    /** Weekday and date, e.g. "Thứ Ba, 12/03/2030". */
    public String todayInWords() {
        return today().getDayOfWeek().getDisplayName(TextStyle.FULL, locale()) + ", " + day(today());
    }

    public LocalDate today() {
        return LocalDate.now(clock);
    }

    public String number(Number number) {
        return number == null ? "–" : NumberFormat.getInstance(locale()).format(number);
    }

    /** How many working days are left, or how many it is overdue. */
    public String left(LocalDate due) {
        if (due == null) {
            return say("site.due.none");
        }
        int days = workingDays(due);
        return due.isBefore(today()) ? say("site.due.late", Math.max(1, -days)) : due.equals(today()) ? say("site.due.today") : say("site.due.left", Math.max(0, days));
    }

    public boolean late(LocalDate due) {
        return due != null && due.isBefore(today());
    }

    public boolean soon(LocalDate due) {
        return due != null && !late(due) && !due.isAfter(soonUntil());
    }

    /** Last day that counts as "soon". */
    public LocalDate soonUntil() {
        return calendar.plusWorkingDays(today(), SOON);
    }

    private int workingDays(LocalDate due) {
        return calendar.workingDaysBetween(today(), due);
    }

    /** A state's kind and word for an open task. */
    public record State(String kind, String text) { }

    public State state(WorkItem item) {
        if (late(item.dueOn())) {
            return new State("late", say("site.state.late"));
        }
        if (soon(item.dueOn())) {
            return new State("soon", say("site.state.soon"));
        }
        return item.claimedBy() == null && item.function() != vn.tusoi.access.Function.MEMBER
                ? new State("open", say("site.state.unclaimed")) : new State("mine", say("site.state.mine"));
    }

    /** Ids of what describes a field, for {@code aria-describedby}; null where nothing does. */
    public String describedBy(String name, String hint, boolean wrong) {
        String ids = (hint == null || hint.isEmpty() ? "" : "h-" + name) + (wrong ? " e-" + name : "");
        return ids.isBlank() ? null : ids.strip();
    }

    /** A message by key, or the fallback where the key is unknown. */
    public String sayOr(String key, String fallback, Object... args) {
        return messages.getMessage(key, args, fallback, locale());
    }

    public String say(String key, Object... args) {
        return messages.getMessage(key, args, locale());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }

    /** Words of the options that were chosen; the text itself where nothing is chosen from. @param options null for a text; several values stand with a unit separator between */
    public String label(java.util.List<Choice> options, String chosen) {
        return options == null ? chosen : java.util.Arrays.stream(chosen.split("\u001f")).map(one -> options.stream().filter(o -> o.value().equals(one)).map(Choice::label).findFirst().orElse(one))
                .collect(java.util.stream.Collectors.joining("; "));
    }
}
