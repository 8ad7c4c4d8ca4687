package vn.tusoi.notices;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.access.Accounts;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.worklist.Inbox;

/**
 * One mail for each person and day with work that is overdue or due soon: how many, and a link; no name and no matter. Each mail is claimed in the database
 * before it is sent, so that of several nodes one sends it and a node that dies in between sends none twice.
 */
@Component
public class Reminders {

    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);
    private static final int TRIES = 3;
    /** After so many mails in a row that were not taken the server is left alone until the next round. */
    private static final int PATIENCE = 5;
    private static final int KEPT_DAYS = 60;

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Inbox inbox;
    private final RoundCalendar calendar;
    private final MessageSource messages;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final JavaMailSender sender;
    private final String from;
    private final String address;
    private final int days;

    Reminders(JdbcClient jdbc, Accounts accounts, Inbox inbox, RoundCalendar calendar, MessageSource messages, Ledger ledger, TransactionTemplate transaction, Clock clock,
              ObjectProvider<JavaMailSender> sender, @Value("${tusoi.reminders.mail-from:}") String from, @Value("${tusoi.reminders.link:}") String address,
              @Value("${tusoi.reminders.days:3}") int days) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.inbox = inbox;
        this.calendar = calendar;
        this.messages = messages;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
        this.sender = sender.getIfAvailable();
        this.from = from;
        this.address = address;
        this.days = days;
    }

    /** What the administrator sees. @param last day of the last mails, null where there were none */
    public record State(boolean configured, int addresses, LocalDate last, int sent, int failed) { }

    public State state() {
        LocalDate last = jdbc.sql("select max(sent_on) from reminder").query(LocalDate.class).optional().orElse(null);
        return new State(configured(), jdbc.sql("select count(*) from account where active = true and mail is not null").query(Integer.class).single(), last,
                count(last, "SENT"), count(last, "FAILED"));
    }

    private int count(LocalDate day, String state) {
        return day == null ? 0 : jdbc.sql("select count(*) from reminder where sent_on = ? and state = ?").params(day, state).query(Integer.class).single();
    }

    /** Whether there is a mail server, and somebody in whose name mail goes. */
    boolean configured() {
        return sender != null && !from.isBlank();
    }

    /** Sends what is to be sent today and was not. @return whether all went, so that nothing is left to try today */
    boolean send() {
        LocalDate today = LocalDate.now(clock);
        if (!configured() || calendar.workingDaysBetween(today.minusDays(1), today) == 0) {
            return true;
        }
        LocalDate soon = calendar.plusWorkingDays(today, days);
        jdbc.sql("delete from reminder where sent_on < ?").param(today.minusDays(KEPT_DAYS)).update();
        int sent = 0;
        int failed = 0;
        int inARow = 0;
        for (String username : due(today, soon)) {
            if (inARow == PATIENCE) {
                break;
            }
            Boolean went = remind(username, today, soon);
            sent += Boolean.TRUE.equals(went) ? 1 : 0;
            failed += Boolean.FALSE.equals(went) ? 1 : 0;
            inARow = Boolean.FALSE.equals(went) ? inARow + 1 : went == null ? inARow : 0;
        }
        if (sent + failed > 0) {
            int taken = sent;
            int not = failed;
            transaction.executeWithoutResult(t -> ledger.byProcess("REMINDERS_SENT").on("SYSTEM", "reminders").with("sent", taken).with("failed", not).write());
        }
        return failed == 0;
    }

    /** Accounts with an address, work that presses and no mail of today; the tries of a failed one are limited. */
    private List<String> due(LocalDate today, LocalDate soon) {
        return jdbc.sql("""
                        select a.username from account a where a.active = true and a.mail is not null
                          and not exists (select 1 from reminder r where r.username = a.username and r.sent_on = :today and (r.state <> 'FAILED' or r.tries >= :tries))
                          and (exists (select 1 from work_item w where w.group_key = 'MEMBER@' || a.member_code and w.due_on <= :soon)
                               or exists (select 1 from office o join work_item w on w.group_key = o.function || '@' || o.unit_code and w.due_on <= :soon
                                          where o.username = a.username and o.valid_from <= :today and (o.valid_to is null or o.valid_to >= :today)))
                        order by a.username""")
                .param("today", today).param("soon", soon).param("tries", TRIES).query(String.class).list();
    }

    /** @return whether it went; null where there was nothing to send or another node has it */
    private Boolean remind(String username, LocalDate today, LocalDate soon) {
        Inbox.Counts counts = accounts.actor(username).map(actor -> inbox.counts(actor, today, soon)).orElse(null);
        if (counts == null || counts.overdue() + counts.soon() == 0 || !claim(username, today, counts)) {
            return null;
        }
        boolean went = post(username, counts);
        jdbc.sql("update reminder set state = ?, at = ? where username = ? and sent_on = ?").params(went ? "SENT" : "FAILED", now(), username, today).update();
        return went;
    }

    private boolean claim(String username, LocalDate today, Inbox.Counts counts) {
        if (jdbc.sql("update reminder set state = 'CLAIMED', tries = tries + 1, at = ? where username = ? and sent_on = ? and state = 'FAILED' and tries < ?")
                .params(now(), username, today, TRIES).update() == 1) {
            return true;
        }
        try {
            jdbc.sql("insert into reminder(username, sent_on, state, tries, overdue, soon, at) values (?, ?, 'CLAIMED', 1, ?, ?, ?)")
                    .params(username, today, counts.overdue(), counts.soon(), now()).update();
            return true;
        } catch (DuplicateKeyException other) {
            return false;
        }
    }

    private boolean post(String username, Inbox.Counts counts) {
        record To(String mail, String language) { }
        To to = jdbc.sql("select mail, language from account where username = ?").param(username).query((rs, n) -> new To(rs.getString(1), rs.getString(2))).single();
        Locale locale = Locale.forLanguageTag(to.language());
        SimpleMailMessage message = new SimpleMailMessage();
        message.setTo(to.mail());
        message.setFrom(from);
        message.setSubject(messages.getMessage("reminder.subject", new Object[] {counts.overdue(), counts.soon()}, locale));
        message.setText(messages.getMessage("reminder.text", new Object[] {counts.overdue(), counts.soon(), days}, locale)
                + (address.isBlank() ? "" : "\n\n" + address + "/work") + "\n\n" + messages.getMessage("reminder.foot", null, locale) + "\n");
        try {
            sender.send(message);
            return true;
        } catch (MailException failed) {
            LOG.warn("a reminder was not taken by the mail server: {}", failed.getClass().getSimpleName());
            return false;
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
