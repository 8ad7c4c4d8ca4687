package vn.tusoi.access;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.tusoi.register.Unit;

/**
 * A person at work: the account, the member behind it (if any) and the offices held today.
 * Every desk takes one as its first argument and decides for itself what it may do.
 */
public record Actor(String username, String displayName, String memberCode, List<Office> offices) {

    public boolean isMember(String code) {
        return memberCode != null && memberCode.equals(code);
    }

    public boolean holds(Function function) {
        return offices.stream().anyMatch(o -> o.function() == function);
    }

    public Optional<Office> office(Function function, String unitCode) {
        return offices.stream().filter(o -> o.function() == function && o.unit().code().equals(unitCode)).findFirst();
    }

    /** An office of this function whose realm includes the unit. */
    public Optional<Office> officeCovering(Function function, Unit unit) {
        return offices.stream().filter(o -> o.function() == function && o.covers(unit)).findFirst();
    }

    /** Whether any office at all reaches the unit: below that, others' affairs do not even exist (404). */
    public boolean covers(Unit unit) {
        return offices.stream().anyMatch(o -> o.covers(unit));
    }

    /** Group keys under which the work list files this person's tasks. */
    public List<String> groupKeys() {
        Stream<String> byOffice = offices.stream().map(Office::groupKey);
        return (memberCode == null ? byOffice : Stream.concat(Stream.of("MEMBER@" + memberCode), byOffice)).distinct().toList();
    }
}
