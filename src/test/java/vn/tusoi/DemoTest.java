package vn.tusoi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;

/** The whole application on H2 in memory with the demonstration: a round in progress, accounts for every office. Shared: tests must not use up what others need. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(properties = {"spring.datasource.url=jdbc:h2:mem:demonstration;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "tusoi.demo=true",
        "camunda.bpm.job-execution.enabled=false"})
@AutoConfigureMockMvc
public @interface DemoTest { }
