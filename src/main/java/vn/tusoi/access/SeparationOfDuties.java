package vn.tusoi.access;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.register.Members;

/** Author, assessor, inspector, counter, approver: never the same person on one subject, relatives of the person concerned neither. */
@Component
public class SeparationOfDuties {

    private final JdbcClient jdbc;
    private final Members members;
    private final Clock clock;

    SeparationOfDuties(JdbcClient jdbc, Members members, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.clock = clock;
    }

    /** Why this person may not take this duty: the duty held before, or family. Empty if they may. */
    public Optional<Conflict> conflict(Actor actor, String subjectCode, Duty duty, List<String> concerned) {
        if (duty != Duty.AUTHOR && actor.memberCode() != null) {
            for (String person : concerned) {
                if (actor.isMember(person)) {
                    return Optional.of(new Conflict("duty.conflict.self"));
                }
                if (members.related(actor.memberCode(), person)) {
                    return Optional.of(new Conflict("duty.conflict.relative"));
                }
            }
        }
        return held(actor.username(), actor.memberCode(), subjectCode).stream()
                .filter(duty::excludes).findFirst().map(held -> new Conflict("duty.conflict." + held));
    }

    /** As {@link #conflict}, and writes down that the person now has the duty. @throws Denied.Forbidden on a conflict */
    public void take(Actor actor, String subjectCode, Duty duty, List<String> concerned) {
        conflict(actor, subjectCode, duty, concerned).ifPresent(conflict -> {
            throw new Denied.Forbidden(conflict.messageKey());
        });
        if (!held(actor.username(), actor.memberCode(), subjectCode).contains(duty)) {
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

    private List<Duty> held(String username, String memberCode, String subjectCode) {
        return jdbc.sql("select duty from participation where subject_code = ? and (username = ? or member_code = ?)")
                .params(subjectCode, username, memberCode == null ? "-" : memberCode)
                .query((rs, n) -> Duty.valueOf(rs.getString(1))).list();
    }

    /** A reason against; the key names it for the reader. */
    public record Conflict(String messageKey) { }
}
