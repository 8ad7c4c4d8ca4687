package vn.tusoi.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.register.VietnameseText;

/** Finds cases that the person may know of: their own and those of units that an office of theirs covers. */
@Controller
class SearchPages {

    private static final int SIZE = 50;

    private final JdbcClient jdbc;

    SearchPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A case that was found: whose, where, at which stage. */
    public record Found(String code, String name, String cell, String round, String stage, String outcome) { }

    @GetMapping("/search")
    @Shows(entered = "SEARCHED")
    String search(Actor actor, @RequestParam(defaultValue = "") String q, @RequestParam(required = false) Integer page, Model model) {
        model.addAttribute("q", q.strip());
        if (!q.isBlank()) {
            model.addAttribute("found", find(actor, q, Page.number(page)));
        }
        return "site/search";
    }

    private Page<Found> find(Actor actor, String q, int page) {
        Map<String, Object> params = new LinkedHashMap<>();
        List<String> known = new ArrayList<>();
        params.put("own", actor.memberCode() == null ? "-" : actor.memberCode());
        known.add("c.member_code = :own");
        List<String> realms = actor.offices().stream().filter(o -> o.function() != Function.ADMINISTRATOR).map(Office::unit).map(u -> u.realm()).distinct().toList();
        for (int i = 0; i < realms.size(); i++) {
            params.put("r" + i, realms.get(i) + "%");
            known.add("u.path like :r" + i);
        }
        params.put("name", "%" + escape(VietnameseText.searchable(q)) + "%");
        params.put("code", escape(q.strip().toUpperCase(java.util.Locale.ROOT)) + "%");
        String from = " from vetting_case c join member m on m.code = c.member_code join unit u on u.code = c.cell_code where (" + String.join(" or ", known)
                + ") and (m.search_name like :name escape '!' or upper(c.code) like :code escape '!')";
        long total = jdbc.sql("select count(*)" + from).params(params).query(Long.class).single();
        List<Found> rows = jdbc.sql("select c.code, m.full_name, u.name, c.round_code, c.stage, c.outcome" + from
                        + " order by m.sort_key, c.opened_at desc, c.code limit :limit offset :offset")
                .params(params).param("limit", SIZE).param("offset", (page - 1) * SIZE)
                .query((rs, n) -> new Found(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4), rs.getString(5), rs.getString(6))).list();
        return new Page<>(rows, page, SIZE, total);
    }

    private static String escape(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
