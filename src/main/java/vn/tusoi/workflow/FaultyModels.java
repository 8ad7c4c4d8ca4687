package vn.tusoi.workflow;

import java.util.List;
import java.util.stream.Collectors;

/** The process models do not check: nothing may run by them, and the start stops. */
class FaultyModels extends RuntimeException {

    private final transient List<ModelCheck.Fault> faults;

    FaultyModels(List<ModelCheck.Fault> faults) {
        super(faults.stream().map(ModelCheck.Fault::toString).collect(Collectors.joining("\n", faults.size() + " faults in the process models:\n", "")));
        this.faults = List.copyOf(faults);
    }

    List<ModelCheck.Fault> faults() {
        return faults;
    }
}
