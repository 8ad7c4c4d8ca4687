package vn.tusoi.workflow;

import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;

/** The DMN engine without the rule book around it, for measuring beside it. */
public final class BareDmn {

    private BareDmn() { }

    /** Reads cells as the rule book has it do. */
    public static DmnEngine withPlainFeel() {
        DefaultDmnEngineConfiguration configuration = (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.setFeelEngineFactory(PlainFeel.factory());
        return configuration.buildEngine();
    }
}
