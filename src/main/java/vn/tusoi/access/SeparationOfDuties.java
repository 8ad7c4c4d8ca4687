package vn.tusoi.access;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Author, assessor, inspector, counter, approver: never the same person on one subject, relatives of the person concerned neither. */
@Component
public class SeparationOfDuties {

    private static final String RELATIVE = "RELATIVE";

    private final JdbcClient jdbc;
    private final Clock clock;

    SeparationOfDuties(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Why this person may not take this duty: the duty held before, or family. Empty if they may. */
    public Optional<Conflict> conflict(Actor actor, String subjectCode, Duty duty, List<String> concerned) {
        return conflict(actor, duty, concerned, held(actor, subjectCode, duty, concerned));
    }

    private static Optional<Conflict> conflict(Actor actor, Duty duty, List<String> concerned, Held held) {
        if (duty != Duty.AUTHOR && concerned.stream().anyMatch(actor::isMember)) {
            return Optional.of(new Conflict("duty.conflict.self"));
        }
        if (held.relative()) {
            return Optional.of(new Conflict("duty.conflict.relative"));
        }
        return held.duties().stream().filter(duty::excludes).findFirst().map(before -> new Conflict("duty.conflict." + before));
    }

    /** A duty on a subject that somebody would take. */
    public record Asked(String subjectCode, Duty duty) { }

    /** What earlier duties speak against, for many subjects with one question; family and the person concerned are not looked at. */
    public <K> Map<K, Conflict> conflicts(Actor actor, Map<K, Asked> asked) {
        record Held(String subjectCode, Duty duty) { }
        List<String> codes = asked.values().stream().map(Asked::subjectCode).distinct().toList();
        List<Held> held = codes.isEmpty() ? List.of()
                : jdbc.sql("select subject_code, duty from participation where subject_code in (:codes) and (username = :username or member_code = :member)")
                        .param("codes", codes).param("username", actor.username()).param("member", actor.memberCode() == null ? "-" : actor.memberCode())
                        .query((rs, n) -> new Held(rs.getString(1), Duty.valueOf(rs.getString(2)))).list();
        Map<K, Conflict> conflicts = new HashMap<>();
        asked.forEach((key, a) -> held.stream().filter(h -> h.subjectCode().equals(a.subjectCode()) && a.duty().excludes(h.duty())).findFirst()
                .ifPresent(h -> conflicts.put(key, new Conflict("duty.conflict." + h.duty()))));
        return conflicts;
    }

    /** As {@link #conflict}, and writes down that the person now has the duty. @throws Denied.Forbidden on a conflict */
    public void take(Actor actor, String subjectCode, Duty duty, List<String> concerned) {
        Held held = held(actor, subjectCode, duty, concerned);
        conflict(actor, duty, concerned, held).ifPresent(conflict -> {
            throw new Denied.Forbidden(conflict.messageKey());
        });
        if (!held.duties().contains(duty)) {
            jdbc.sql("insert into participation(subject_code, username, duty, member_code, first_at) values (?, ?, ?, ?, ?)")
                    .params(subjectCode, actor.username(), duty.name(), actor.memberCode(), clock.instant().atOffset(ZoneOffset.UTC)).update();
        }
    }

    public record Participant(String displayName, Duty duty) { }

    public List<Participant> participants(String subjectCode) {
        return jdbc.sql("""
                        select a.display_name, p.duty from participation p join account a on a.username = p.username
                        where p.subject_code = ? order by p.first_at""")
                .param(subjectCode).query((rs, n) -> new Participant(rs.getString(1), Duty.valueOf(rs.getString(2)))).list();
    }

    private record Held(List<Duty> duties, boolean relative) { }

    /** Duties held before, and family, in one question: it is asked at every task. */
    private Held held(Actor actor, String subjectCode, Duty duty, List<String> concerned) {
        boolean family = duty != Duty.AUTHOR && actor.memberCode() != null && !concerned.isEmpty();
        List<String> found = jdbc.sql("select duty from participation where subject_code = :subject and (username = :username or member_code = :member)"
                        + (family ? " union all select '" + RELATIVE + "' from relation where member_code = :member and other_code in (:concerned)"
                        + " union all select '" + RELATIVE + "' from relation where other_code = :member and member_code in (:concerned)" : ""))
                .param("subject", subjectCode).param("username", actor.username()).param("member", actor.memberCode() == null ? "-" : actor.memberCode())
                .param("concerned", concerned).query(String.class).list();
        return new Held(found.stream().filter(f -> !f.equals(RELATIVE)).map(Duty::valueOf).toList(), found.contains(RELATIVE));
    }

    /** A reason against; the key names it for the reader. */
    public record Conflict(String messageKey) { }
}
