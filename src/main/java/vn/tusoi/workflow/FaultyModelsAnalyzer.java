package vn.tusoi.workflow;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at a stopped start which file and line of the models to mend, instead of a stack trace. */
class FaultyModelsAnalyzer extends AbstractFailureAnalyzer<FaultyModels> {

    @Override
    protected FailureAnalysis analyze(Throwable root, FaultyModels faulty) {
        return new FailureAnalysis(faulty.faults().stream().map(ModelCheck.Fault::toString).collect(Collectors.joining("\n  ", "The process models do not check:\n  ", "")),
                "Mend these lines. Running cases were not touched and nothing was deployed.", faulty);
    }
}
