package vn.tusoi.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** The demonstration on H2 in memory, served on a port for a real browser. Shared by the browser tests: none may use up what another needs. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.datasource.url=jdbc:h2:mem:served;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "tusoi.demo=true", "camunda.bpm.job-execution.enabled=false"})
@interface ServedDemonstration { }
