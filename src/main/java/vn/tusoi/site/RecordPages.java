package vn.tusoi.site;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;

/** The record, for auditors: newest first, by subject, act, person and day. Reading it is recorded too. */
@Controller
class RecordPages {

    private static final int SIZE = 50;
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Units units;
    private final Show show;
    private final TransactionTemplate transaction;

    RecordPages(JdbcClient jdbc, Ledger ledger, Units units, Show show, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.units = units;
        this.show = show;
        this.transaction = transaction;
    }

    /** An entry in whole words. */
    public record Entry(long id, String at, String sentence, String subject, String kind, String office, String rule) { }

    @GetMapping("/record")
    @Shows(entered = "RECORD_READ")
    String record(Actor actor, @RequestParam(defaultValue = "") String subject, @RequestParam(defaultValue = "") String act,
                  @RequestParam(defaultValue = "") String person, @RequestParam(required = false) LocalDate from, @RequestParam(required = false) LocalDate to,
                  @RequestParam(required = false) Integer page, Model model) {
        Office office = actor.offices().stream().filter(o -> o.function() == Function.AUDITOR).findFirst()
                .orElseThrow(() -> new Denied.Forbidden("record.notAuditor"));
        int number = Page.number(page);
        Map<String, Object> params = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder(" where 1 = 1");
        if (units.ofKind(UnitKind.PROVINCE).stream().noneMatch(office::covers)) {
            params.put("realm", office.unit().realm() + "%");
            where.append(" ").append("""
                    and (exists (select 1 from unit u where u.code = e.unit_code and u.path like :realm)
                       or exists (select 1 from vetting_case c join unit u on u.code = c.cell_code where c.code = e.subject_code and u.path like :realm))""");
        }
        if (!subject.isBlank()) {
            params.put("subject", subject.strip());
            where.append(" and e.subject_code = :subject");
        }
        if (!act.isBlank()) {
            params.put("act", act);
            where.append(" and e.act = :act");
        }
        if (!person.isBlank()) {
            params.put("person", person.strip());
            where.append(" and e.username = :person");
        }
        if (from != null) {
            params.put("from", from.atStartOfDay(ZONE).toOffsetDateTime());
            where.append(" and e.at >= :from");
        }
        if (to != null) {
            params.put("to", to.plusDays(1).atStartOfDay(ZONE).toOffsetDateTime());
            where.append(" and e.at < :to");
        }
        long total = jdbc.sql("select count(*) from ledger_entry e" + where).params(params).query(Long.class).single();
        List<Entry> rows = jdbc.sql("select e.* from ledger_entry e" + where + " order by e.id desc limit :limit offset :offset").params(params)
                .param("limit", SIZE).param("offset", (number - 1) * SIZE)
                .query((rs, n) -> {
                    String function = rs.getString("function");
                    String unit = rs.getString("unit_code");
                    String held = function == null ? "" : show.say("work.office", show.say("function." + function), unit == null ? "" : units.get(unit).name());
                    String outcome = rs.getString("outcome");
                    String ruleSet = rs.getString("rule_set");
                    String ref = rs.getString("rule_ref");
                    return new Entry(rs.getLong("id"), show.dayAndTime(rs.getObject("at", OffsetDateTime.class).toInstant()),
                            sentence(rs.getString("act"), rs.getString("person"), outcome, held), rs.getString("subject_code"), rs.getString("subject_kind"), held,
                            ruleSet == null ? "" : ref == null ? ruleSet : ruleSet + " " + ref);
                }).list();
        transaction.executeWithoutResult(status -> ledger.entry(actor, "RECORD_READ").in(office).on("SYSTEM", "record")
                .with("subject", subject.strip()).with("act", act).with("person", person.strip()).with("page", number).write());
        model.addAttribute("entries", new Page<>(rows, number, SIZE, total));
        model.addAttribute("subject", subject);
        model.addAttribute("act", act);
        model.addAttribute("person", person);
        model.addAttribute("from", from == null ? "" : show.day(from));
        model.addAttribute("to", to == null ? "" : show.day(to));
        model.addAttribute("acts", jdbc.sql("select distinct act from ledger_entry order by act").query(String.class).list().stream()
                .map(a -> Choice.of(a, sentence(a, show.say("record.someone"), null, ""))).toList());
        return "record/list";
    }

    private String sentence(String act, String person, String outcome, String office) {
        return show.sayOr("act." + act, act, person == null ? show.say("record.process") : person,
                outcome == null ? "" : show.sayOr("outcome." + outcome, outcome), office);
    }
}
