package vn.tusoi.rulebook;

import java.util.List;
import java.util.stream.Collectors;

/** The rule sets do not check: nothing may be decided by them, and the start stops. */
public class FaultyRules extends RuntimeException {

    private final transient List<Fault> faults;

    FaultyRules(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n", faults.size() + " faults in the rule sets:\n", "")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
