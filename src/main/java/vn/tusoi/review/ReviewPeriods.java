package vn.tusoi.review;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.VettingCase;

/** Names what a review is of, in the reader's language: a year, or a quarter of it. Called by templates. */
@Component("reviewPeriods")
public class ReviewPeriods {

    private final Cases cases;
    private final RoundCalendar calendar;
    private final MessageSource messages;
    private final Clock clock;

    ReviewPeriods(Cases cases, RoundCalendar calendar, MessageSource messages, Clock clock) {
        this.cases = cases;
        this.calendar = calendar;
        this.messages = messages;
        this.clock = clock;
    }

    /** The year that a case reviews: that of its round, for a congress the year in which it was opened. */
    public int year(VettingCase c) {
        RoundCalendar.Reviewed reviewed = calendar.reviewed(c.round());
        return reviewed != null ? reviewed.year() : LocalDate.ofInstant(c.openedAt(), clock.getZone()).getYear();
    }

    public String ofCase(String caseCode) {
        VettingCase c = cases.get(caseCode);
        return ofRound(c.round(), LocalDate.ofInstant(c.openedAt(), clock.getZone()));
    }

    /** @param day whose year is named where the round is held for a congress */
    public String ofRound(String round, LocalDate day) {
        RoundCalendar.Reviewed reviewed = calendar.reviewed(round);
        return reviewed == null ? said(day.getYear(), null) : said(reviewed.year(), reviewed.quarter());
    }

    /** @param quarter 1 to 4, null for the whole year */
    public String said(int year, Integer quarter) {
        String written = Integer.toString(year);
        return quarter == null ? say("review.period.year", written) : say("review.period.quarter", quarter, written);
    }

    private String say(String key, Object... args) {
        return messages.getMessage(key, args, LocaleContextHolder.getLocale());
    }
}
