package vn.tusoi.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Accounts;
import vn.tusoi.assessment.CaseWorld;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.worklist.Inbox;

/** Reminders by mail, through a real mail server: one for each person and day, whatever the number of nodes, with a number and a link and nothing else. */
@ApplicationTest
class RemindersTests {

    @Autowired CaseWorld world;
    @Autowired JdbcClient jdbc;
    @Autowired Accounts accounts;
    @Autowired Inbox inbox;
    @Autowired RoundCalendar calendar;
    @Autowired MessageSource messages;
    @Autowired Ledger ledger;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;
    @Autowired MockMvc mvc;

    private final GreenMail box = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private Clock workday;

    @BeforeEach
    void aWorkdayAndAMailBox() {
        box.start();
        jdbc.sql("update account set mail = null").update();
        LocalDate day = LocalDate.now(clock);
        // the next Monday that is a working day: the day after it is one, too
        LocalDate monday = day.plusDays(1);
        while (monday.getDayOfWeek() != DayOfWeek.MONDAY || calendar.workingDaysBetween(monday.minusDays(1), monday.plusDays(1)) < 2) {
            monday = monday.plusDays(1);
        }
        workday = at(monday, LocalTime.of(8, 0));
    }

    @AfterEach
    void close() {
        box.stop();
        jdbc.sql("update account set mail = null").update();
    }

    private Clock at(LocalDate day, LocalTime time) {
        return Clock.fixed(day.atTime(time).atZone(clock.getZone()).toInstant(), clock.getZone());
    }

    private Reminders node(Clock now, int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return node(now, sender);
    }

    private Reminders node(Clock now, JavaMailSender sender) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory(sender == null ? java.util.Map.of() : java.util.Map.of("sender", sender));
        ObjectProvider<JavaMailSender> provider = beans.getBeanProvider(JavaMailSender.class);
        return new Reminders(jdbc, accounts, inbox, calendar, messages, ledger, transaction, now, provider, "tusoi@tinh.example", "https://tusoi.tinh.example", 3);
    }

    private int port() {
        return box.getSmtp().getPort();
    }

    private void due(int i, LocalDate day) {
        jdbc.sql("update work_item set due_on = ? where subject_code = ?").params(day, world.caseCode(i)).update();
    }

    private void addressed(String... names) {
        for (String name : names) {
            accounts.remindAt(world.user(name), name + "@tinh.example");
        }
    }

    private Set<String> receivers() throws Exception {
        Set<String> all = new TreeSet<>();
        for (MimeMessage m : box.getReceivedMessages()) {
            all.add(m.getRecipients(Message.RecipientType.TO)[0].toString());
        }
        return all;
    }

    @Test
    void whoeverHasPressingWorkGetsOneMailADayWithTheNumberAndALinkInTheirLanguage() throws Exception {
        LocalDate today = LocalDate.now(workday);
        world.yearly(4, 20);
        addressed("member1", "member2", "member3", "secretary");
        due(1, today.minusDays(1));
        due(2, calendar.plusWorkingDays(today, 3));
        due(3, calendar.plusWorkingDays(today, 4));
        jdbc.sql("update account set language = 'en' where username = ?").param(world.user("member2")).update();

        assertThat(node(workday, port()).send()).isTrue();

        assertThat(receivers()).as("not the one whose day is further off, nor the secretary who has nothing").containsExactly("member1@tinh.example", "member2@tinh.example");
        List<MimeMessage> mails = Arrays.stream(box.getReceivedMessages()).toList();
        MimeMessage first = mails.stream().filter(m -> to(m).startsWith("member1")).findFirst().orElseThrow();
        MimeMessage second = mails.stream().filter(m -> to(m).startsWith("member2")).findFirst().orElseThrow();
        assertThat(first.getSubject()).isEqualTo("Tusoi: 1 việc quá hạn, 0 việc sắp đến hạn");
        assertThat(second.getSubject()).isEqualTo("Tusoi: 0 overdue, 1 due soon");
        assertThat(first.getContent().toString()).contains("https://tusoi.tinh.example/work").doesNotContain("Nông Văn Bình").doesNotContain(world.caseCode(1)).doesNotContain(world.member(1));

        assertThat(node(workday, port()).send()).isTrue();
        assertThat(box.getReceivedMessages()).as("a second node, or a restart, on the same day").hasSize(2);
        node(Clock.offset(workday, Duration.ofDays(1)), port()).send();
        assertThat(box.getReceivedMessages()).as("the next day; by then the third is due soon").hasSize(5);
        node(at(today.with(DayOfWeek.SUNDAY), LocalTime.NOON), port()).send();
        assertThat(box.getReceivedMessages()).as("not on a Sunday").hasSize(5);
    }

    private static String to(MimeMessage m) {
        try {
            return m.getRecipients(Message.RecipientType.TO)[0].toString();
        } catch (jakarta.mail.MessagingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    @Test
    void twoNodesAtOnceSendEachMailOnce() throws Exception {
        world.yearly(6, 20);
        for (int i = 1; i <= 6; i++) {
            addressed("member" + i);
            due(i, LocalDate.now(workday));
        }
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> nodes = List.of(node(workday, port()), node(workday, port())).stream().map(n -> new Thread(() -> {
            try {
                go.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            n.send();
        })).toList();
        nodes.forEach(Thread::start);
        go.countDown();
        for (Thread node : nodes) {
            node.join();
        }
        assertThat(box.getReceivedMessages()).hasSize(6);
        assertThat(receivers()).hasSize(6);
        assertThat(jdbc.sql("select count(*) from reminder where sent_on = ? and state = 'SENT' and username like 'member%'").param(LocalDate.now(workday)).query(Integer.class).single())
                .isGreaterThanOrEqualTo(6);
    }

    @Test
    void aMailThatWasNotTakenIsTriedThreeTimesAndOneThatWasClaimedNeverAgain() throws Exception {
        world.yearly(2, 20);
        addressed("member1", "member2");
        due(1, LocalDate.now(workday));
        due(2, LocalDate.now(workday));
        jdbc.sql("insert into reminder(username, sent_on, state, tries, overdue, soon, at) values (?, ?, 'CLAIMED', 1, 0, 1, ?)")
                .params(world.user("member2"), LocalDate.now(workday), workday.instant().atOffset(java.time.ZoneOffset.UTC)).update();
        int closed = port();
        box.stop();
        assertThat(node(workday, closed).send()).isFalse();
        assertThat(node(workday, closed).send()).isFalse();
        box.start();
        assertThat(node(workday, port()).send()).isTrue();
        assertThat(receivers()).as("the other died with its node after the claim").containsExactly("member1@tinh.example");
        assertThat(jdbc.sql("select tries from reminder where username = ? and sent_on = ?").params(world.user("member1"), LocalDate.now(workday)).query(Integer.class).single()).isEqualTo(3);
    }

    @Test
    void theMorningBeginsAtItsHourAndIsOverOnceAllWent() {
        LocalDate day = LocalDate.now(workday);
        assertThat(new MorningPost(node(workday, port()), at(day, LocalTime.of(6, 59)), LocalTime.of(7, 0)).due()).isFalse();
        MorningPost morning = new MorningPost(node(workday, port()), workday, LocalTime.of(7, 0));
        assertThat(morning.due()).isTrue();
        morning.run();
        assertThat(morning.due()).isFalse();
        assertThat(new MorningPost(node(workday, (JavaMailSender) null), workday, LocalTime.of(7, 0)).due()).as("no mail server").isFalse();
    }

    @Test
    void thePagesTakeTheAddressAndSayThatNoServerIsConfigured() throws Exception {
        world.yearly(1, 20);
        world.account("admin", "Quản trị", null, "ADMINISTRATOR", "T");
        String who = world.user("member1");
        mvc.perform(post("/me/settings").param("language", "vi").param("mail", "khong phai thu").with(user(who)).with(csrf())).andExpect(status().isUnprocessableEntity());
        assertThat(accounts.mail(who)).isNull();
        mvc.perform(post("/me/settings").param("language", "vi").param("mail", " binh@xa.example ").with(user(who)).with(csrf())).andExpect(status().is3xxRedirection());
        assertThat(accounts.mail(who)).isEqualTo("binh@xa.example");
        mvc.perform(post("/me/settings").param("language", "vi").param("mail", "").with(user(who)).with(csrf())).andExpect(status().is3xxRedirection());
        assertThat(accounts.mail(who)).isNull();
        String page = mvc.perform(get("/accounts").with(user(world.user("admin")))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
        assertThat(page).contains("Chưa cấu hình máy chủ thư");
    }
}
