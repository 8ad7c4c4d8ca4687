package vn.tusoi.planning.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.ballots.Candidate;
import vn.tusoi.ballots.Conference;
import vn.tusoi.ballots.Conferences;
import vn.tusoi.planning.Composition;
import vn.tusoi.planning.Entry;
import vn.tusoi.planning.PlanningDesk;
import vn.tusoi.planning.PlanningList;
import vn.tusoi.planning.PlanningLists;
import vn.tusoi.register.Units;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.site.Choice;

/** What the pages of a list have in common. */
@Component
class ListView {

    private final PlanningLists lists;
    private final PlanningDesk desk;
    private final Conferences conferences;
    private final Rounds rounds;
    private final Units units;
    private final RuleBook rules;
    private final MessageSource messages;
    private final JdbcClient jdbc;

    ListView(PlanningLists lists, PlanningDesk desk, Conferences conferences, Rounds rounds, Units units, RuleBook rules, MessageSource messages, JdbcClient jdbc) {
        this.lists = lists;
        this.desk = desk;
        this.conferences = conferences;
        this.rounds = rounds;
        this.units = units;
        this.rules = rules;
        this.messages = messages;
        this.jdbc = jdbc;
    }

    /** A step of the procedure; {@code conference} null until it is opened, {@code passed} null until its result is signed. */
    public record Step(int no, String name, Conference conference, Integer candidates, Long passed) {
        public String state() {
            return conference == null ? "next" : conference.signed() ? "done" : "now";
        }
    }

    /** Figures of somebody in the conference they were voted on last; null before the first result. */
    public record Votes(int step, int agree, int base, String outcome) { }

    /** A share as the gauge shows it. */
    public record Gauge(String key, int part, int whole, int percent, int aim) {
        public boolean met() {
            return percent >= aim;
        }
    }

    /** Somebody who is ready for the pool. */
    public record Ready(String caseCode, String fullName, int birthYear, String post, String cell, boolean suspended) { }

    /** For each case the figures of the last conference that counted it. */
    Map<String, Votes> votes(PlanningList list) {
        Map<String, Votes> votes = new LinkedHashMap<>();
        conferences.ofList(list.code()).stream().filter(Conference::signed).sorted(Comparator.comparing(Conference::stepNo)).forEach(c ->
                conferences.candidates(c.code()).stream().filter(k -> k.counted() && k.outcome() != null)
                        .forEach(k -> votes.put(k.caseCode(), new Votes(c.stepNo(), k.agree(), c.base(), k.outcome().name()))));
        return votes;
    }

    void fill(String code, Model model) {
        PlanningList list = lists.get(code);
        RuleSet set = rules.get(list.ruleSet());
        List<Entry> entries = lists.entries(code);
        List<Conference> held = conferences.ofList(code);
        List<Step> steps = new ArrayList<>();
        List<Item> items = desk.steps(list);
        for (int i = 0; i < items.size(); i++) {
            int no = i + 1;
            Conference c = held.stream().filter(h -> h.stepNo() == no).findFirst().orElse(null);
            List<Candidate> candidates = c == null ? List.of() : conferences.candidates(c.code());
            boolean signed = c != null && c.signed();
            steps.add(new Step(no, items.get(i).text(language()), c, c == null ? null : candidates.size(),
                    signed ? candidates.stream().filter(k -> k.outcome() != null && k.outcome().goesOn()).count() : null));
        }
        Composition composition = desk.composition(list, Set.of());
        Reasoning shares = list.drawn() ? desk.shares(list, composition) : null;
        model.addAttribute("list", list);
        model.addAttribute("round", rounds.get(list.round()));
        model.addAttribute("unit", units.get(list.unit()));
        model.addAttribute("postName", set.item("posts", list.post()).text(language()));
        model.addAttribute("standing", entries.stream().filter(Entry::stands).toList());
        model.addAttribute("gone", entries.stream().filter(e -> !e.stands()).toList());
        model.addAttribute("votes", votes(list));
        model.addAttribute("steps", steps);
        model.addAttribute("composition", composition);
        model.addAttribute("gauges", List.of(
                new Gauge("women", composition.women(), composition.people(), composition.womenPercent(), set.number("composition.womenPercent")),
                new Gauge("young", composition.young(), composition.people(), composition.youngPercent(), set.number("composition.youngPercent"))));
        model.addAttribute("youngAge", set.number("composition.youngAge"));
        model.addAttribute("perPost", set.number("list.maxPerPost"));
        model.addAttribute("coefficient", set.number("list.coefficientPercent"));
        model.addAttribute("shares", shares);
        model.addAttribute("size", list.drawn() ? desk.size(list, composition) : null);
        model.addAttribute("ruleSet", set);
    }

    /** Those who wait for the pool, and what keeps the others. */
    void supply(String code, Model model) {
        model.addAttribute("supply", desk.supply(code));
        model.addAttribute("ready", jdbc.sql("""
                        select v.code, m.full_name, m.birth_date, m.party_post, u.name, v.suspended,
                               (select max(p.post) from member_post p where p.member_code = m.code and p.valid_to is null) as post
                        from vetting_case v join member m on m.code = v.member_code join unit u on u.code = v.cell_code
                        where v.list_code = ? and v.stage = 'LIST' and v.outcome is null order by m.sort_key, v.code""")
                .param(code).query((rs, n) -> new Ready(rs.getString(1), rs.getString(2), rs.getObject(3, LocalDate.class).getYear(),
                        rs.getString("post") == null ? rs.getString("party_post") : rs.getString("post"), rs.getString(5), rs.getBoolean(6))).list());
    }

    void approvals(Model model) {
        model.addAttribute("approvals", java.util.stream.Stream.of(PlanningDesk.Approval.values())
                .map(a -> Choice.of(a, say("planning.approve." + a), say("planning.approve." + a + ".hint"))).toList());
    }

    /** Reasons of the ticked boxes by case code; a ticked box without one stays in, so that the desk can ask for it. */
    static Map<String, String> ticked(Map<String, Boolean> out, Map<String, String> reasons) {
        return out.entrySet().stream().filter(e -> Boolean.TRUE.equals(e.getValue())).map(Map.Entry::getKey)
                .collect(Collectors.toMap(Function.identity(), c -> reasons.get(c) == null ? "" : reasons.get(c)));
    }

    private String say(String key) {
        return messages.getMessage(key, null, LocaleContextHolder.getLocale());
    }

    private static String language() {
        return LocaleContextHolder.getLocale().getLanguage();
    }
}
