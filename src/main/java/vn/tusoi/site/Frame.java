package vn.tusoi.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessException;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;

/** What stands around every page: who is signed in, where they may go, the record's last entry. Built once for a request. */
public final class Frame {

    static final String ATTRIBUTE = "frame";

    /** A way in the masthead. */
    public record Way(String href, String key, boolean current) { }

    private final HttpServletRequest request;
    private final Actor actor;
    private final Accounts.Settings settings;
    private final Units units;
    private final Ledger ledger;
    private final Show show;
    private Ledger.Last last;
    private boolean asked;

    Frame(HttpServletRequest request, Actor actor, Accounts.Settings settings, Units units, Ledger ledger, Show show) {
        this.request = request;
        this.actor = actor;
        this.settings = settings;
        this.units = units;
        this.ledger = ledger;
        this.show = show;
    }

    public boolean isSignedIn() {
        return actor != null && !settings.mustChange();
    }

    public boolean isLarger() {
        return settings != null && settings.largerText();
    }

    public String getUsername() {
        return actor == null ? "" : actor.username();
    }

    /** Whether the person may raise matters from above, beside the committee, which has a way of its own to them. */
    public boolean isPrompting() {
        return actor != null && (actor.holds(Function.ORGANISATION_BOARD) || actor.holds(Function.APPROVER));
    }

    /** Whether the person has reviews of their own to write. */
    public boolean isMember() {
        return actor != null && actor.memberCode() != null;
    }

    public String getName() {
        return actor == null ? "" : actor.displayName();
    }

    /** The unit of the first office held, the cell of a member without one. */
    public String getUnit() {
        return unit() == null ? "" : unit().name();
    }

    public String getOver() {
        Unit unit = unit();
        return unit == null || unit.parent() == null ? "" : units.get(unit.parent()).name();
    }

    private Unit unit() {
        return actor == null || actor.offices().isEmpty() ? null : actor.offices().get(0).unit();
    }

    public String getOffice() {
        return actor == null || actor.offices().isEmpty() ? show.say("function.MEMBER")
                : String.join(", ", actor.offices().stream().map(Office::function).distinct().map(f -> show.say("function." + f)).toList());
    }

    public List<Way> getNavigation() {
        List<Way> ways = new ArrayList<>();
        if (actor == null) {
            return ways;
        }
        add(ways, "/work", "site.nav.work");
        if (actor.memberCode() != null) {
            add(ways, "/me", "site.nav.me");
        }
        if (actor.holds(Function.CELL_SECRETARY) || actor.holds(Function.GRASSROOTS_COMMITTEE)) {
            add(ways, "/reviews", "site.nav.reviews");
        }
        if (actor.holds(Function.CELL_SECRETARY)) {
            add(ways, "/commitments", "site.nav.commitments");
        }
        if (actor.holds(Function.GRASSROOTS_COMMITTEE)) {
            add(ways, "/matters", "site.nav.matters");
        }
        if (actor.holds(Function.ORGANISATION_BOARD) || actor.holds(Function.LEAD_INSPECTOR) || actor.holds(Function.APPROVER)
                || actor.holds(Function.AUDITOR)) {
            add(ways, "/rounds", "site.nav.rounds");
        }
        if (actor.holds(Function.ORGANISATION_BOARD) || actor.holds(Function.APPROVER) || actor.holds(Function.CHAIR)
                || actor.holds(Function.CONFERENCE_SECRETARY)) {
            add(ways, "/lists", "site.nav.lists");
        }
        if (actor.holds(Function.ORGANISATION_BOARD)) {
            add(ways, "/register/members", "site.nav.register");
        }
        if (actor.memberCode() != null || actor.holds(Function.ORGANISATION_BOARD) || actor.holds(Function.GRASSROOTS_COMMITTEE) || actor.holds(Function.AUDITOR)
                || actor.holds(Function.CELL_SECRETARY)) {
            add(ways, "/briefings", "site.nav.briefings");
        }
        add(ways, "/rules", "site.nav.rules");
        if (actor.holds(Function.AUDITOR)) {
            add(ways, "/record", "site.nav.record");
        }
        if (actor.holds(Function.ADMINISTRATOR)) {
            add(ways, "/accounts", "site.nav.accounts");
        }
        return ways;
    }

    private void add(List<Way> ways, String href, String key) {
        String here = request.getRequestURI();
        ways.add(new Way(href, key, here.equals(href) || here.startsWith(href + "/")
                || href.equals("/register/members") && here.startsWith("/register")));
    }

    /** After sign-in: whether the text of an interrupted form was kept ({@code yes}), or was another person's ({@code other}); null usually. */
    public String getKept() {
        return request.getParameter("kept");
    }

    /** Number of the record's newest entry, null where it cannot be read now. */
    public String getRecordNumber() {
        return last() == null ? null : show.number(last.number());
    }

    public String getRecordTime() {
        return last() == null ? "" : show.time(last.at());
    }

    public String getRecordDay() {
        return last() == null ? "" : show.day(last.at());
    }

    private Ledger.Last last() {
        if (!asked && actor != null) {
            asked = true;
            try {
                last = ledger.last();
            } catch (DataAccessException away) {
                last = null;
            }
        }
        return last;
    }

    /** Whether the page can be asked for again, in the other language: what answers a form that was sent cannot, without losing what was typed or doing it twice. */
    public boolean isAskable() {
        return "GET".equals(request.getMethod());
    }

    /** The address of this page with one parameter changed: pages, views and sort orders keep the filter. */
    public String with(String name, Object value) {
        StringBuilder query = new StringBuilder();
        if (isAskable()) {
            request.getParameterMap().forEach((key, values) -> {
                if (!key.equals(name) && !key.equals("lang") && !((key.equals("page") || key.equals("before")) && !name.equals("lang"))) {
                    for (String one : values) {
                        append(query, key, one);
                    }
                }
            });
        }
        append(query, name, value == null ? "" : value.toString());
        return query.isEmpty() ? "?" : query.toString();
    }

    private static void append(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append(query.isEmpty() ? '?' : '&').append(encode(name)).append('=').append(encode(value));
        }
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
