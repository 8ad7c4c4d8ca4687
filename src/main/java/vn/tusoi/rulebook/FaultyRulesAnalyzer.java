package vn.tusoi.rulebook;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at a stopped start which file and line of the rules to mend, instead of a stack trace. */
class FaultyRulesAnalyzer extends AbstractFailureAnalyzer<FaultyRules> {

    @Override
    protected FailureAnalysis analyze(Throwable root, FaultyRules faulty) {
        return new FailureAnalysis(faulty.faults().stream().map(Fault::toString).collect(Collectors.joining("\n  ", "The rule sets do not check:\n  ", "")),
                "Mend these lines, or take the folder out of processes/rules. Nothing was decided by the set and nothing was changed.", faulty);
    }
}
