package vn.tusoi.access;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.database.AtOnce;
import vn.tusoi.database.Later;

/** Author, assessor, inspector, counter, approver: never the same person on one subject, relatives of the person concerned neither. */
@Component
public class SeparationOfDuties {

    private static final String RELATIVE = "RELATIVE";

    private final JdbcClient jdbc;
    private final Later later;
    private final Clock clock;

    SeparationOfDuties(JdbcClient jdbc, Later later, Clock clock) {
        this.jdbc = jdbc;
        this.later = later;
        this.clock = clock;
    }

    /** Why this person may not take this duty: the duty held before, or family. Empty if they may. */
    public Optional<Conflict> conflict(Actor actor, String subjectCode, Duty duty, List<String> concerned) {
        return standing(actor, subjectCode, concerned).against(duty);
    }

    /**
     * What speaks for and against somebody on a subject.
     *
     * @param duties   those held before
     * @param relative of somebody concerned; not looked for where the person is concerned
     */
    public record Standing(Actor actor, String subjectCode, boolean concerned, Set<Duty> duties, boolean relative) {

        /** Why this duty may not be taken. Empty if it may. */
        public Optional<Conflict> against(Duty duty) {
            if (duty != Duty.AUTHOR && concerned) {
                return Optional.of(new Conflict("duty.conflict.self"));
            }
            if (duty != Duty.AUTHOR && relative) {
                return Optional.of(new Conflict("duty.conflict.relative"));
            }
            return duties.stream().filter(duty::excludes).findFirst().map(before -> new Conflict("duty.conflict." + before));
        }
    }

    /** A duty on a subject that somebody would take. */
    public record Asked(String subjectCode, Duty duty) { }

    /** What earlier duties speak against, for many subjects with one question; family and the person concerned are not looked at. */
    public <K> Map<K, Conflict> conflicts(Actor actor, Map<K, Asked> asked) {
        record Held(String subjectCode, Duty duty) { }
        later.send();
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

    /** Writes down that the person now has the duty. @return how they stand from now on @throws Denied.Forbidden on a conflict */
    public Standing take(Standing before, Duty duty) {
        before.against(duty).ifPresent(conflict -> {
            throw new Denied.Forbidden(conflict.messageKey());
        });
        if (before.duties().contains(duty)) {
            return before;
        }
        Actor actor = before.actor();
        later.writeUnread("insert into participation(subject_code, username, duty, member_code, first_at) values (?, ?, ?, ?, ?)",
                before.subjectCode(), actor.username(), duty.name(), Later.text(actor.memberCode()), clock.instant().atOffset(ZoneOffset.UTC));
        Set<Duty> now = EnumSet.of(duty);
        now.addAll(before.duties());
        return new Standing(actor, before.subjectCode(), before.concerned(), now, before.relative());
    }

    /** As {@link #take(Standing, Duty)} for one of whom nothing was asked yet. */
    public void take(Actor actor, String subjectCode, Duty duty, List<String> concerned) {
        take(standing(actor, subjectCode, concerned), duty);
    }

    public record Participant(String displayName, Duty duty) { }

    public List<Participant> participants(String subjectCode) {
        later.send();
        return jdbc.sql("""
                        select a.display_name, p.duty from participation p join account a on a.username = p.username
                        where p.subject_code = ? order by p.first_at""")
                .param(subjectCode).query((rs, n) -> new Participant(rs.getString(1), Duty.valueOf(rs.getString(2)))).list();
    }

    /** Duties held before, and family, in one question: it is asked at every task. */
    public Standing standing(Actor actor, String subjectCode, List<String> concerned) {
        later.send();
        boolean self = concerned.stream().anyMatch(actor::isMember);
        boolean family = !self && actor.memberCode() != null && !concerned.isEmpty();
        List<String> found = jdbc.sql("select duty from participation where subject_code = :subject and (username = :username or member_code = :member)"
                        + (family ? " union all select '" + RELATIVE + "' from relation where member_code = :member and other_code in (:concerned)"
                        + " union all select '" + RELATIVE + "' from relation where other_code = :member and member_code in (:concerned)" : ""))
                .param("subject", subjectCode).param("username", actor.username()).param("member", actor.memberCode() == null ? "-" : actor.memberCode())
                .param("concerned", concerned).query(String.class).list();
        return standing(actor, subjectCode, self, found);
    }

    /** What is kept of somebody on a subject, as read beforehand. */
    public static final class Ahead {

        private final List<String> found = new ArrayList<>();

        private Ahead() { }
    }

    /** As {@link #standing(Actor, String, List)}, to be asked together with other questions. @param concerned query for those concerned, with the subject's code as its one value */
    public AtOnce.Question<String> ahead(Actor actor, String subjectCode, String concerned, Consumer<Ahead> answer) {
        later.send();
        String member = actor.memberCode() == null ? "-" : actor.memberCode();
        Ahead ahead = new Ahead();
        return new AtOnce.Question<>("select duty from participation where subject_code = ? and (username = ? or member_code = ?)"
                + " union all select '" + RELATIVE + "' from relation where member_code = ? and other_code in (" + concerned + ")"
                + " union all select '" + RELATIVE + "' from relation where other_code = ? and member_code in (" + concerned + ")",
                new Object[] {subjectCode, actor.username(), member, member, subjectCode, member, subjectCode}, (rs, n) -> rs.getString(1), found -> {
                    ahead.found.addAll(found);
                    answer.accept(ahead);
                });
    }

    /** What was read beforehand of this person on this subject. */
    public Standing standing(Actor actor, String subjectCode, List<String> concerned, Ahead ahead) {
        boolean self = concerned.stream().anyMatch(actor::isMember);
        return standing(actor, subjectCode, self, ahead.found.stream().filter(f -> !self || !f.equals(RELATIVE)).toList());
    }

    private static Standing standing(Actor actor, String subjectCode, boolean self, List<String> found) {
        return new Standing(actor, subjectCode, self, found.stream().filter(f -> !f.equals(RELATIVE)).map(Duty::valueOf).collect(Collectors.toSet()), found.contains(RELATIVE));
    }

    /** A reason against; the key names it for the reader. */
    public record Conflict(String messageKey) { }
}
