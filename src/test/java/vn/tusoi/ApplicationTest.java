package vn.tusoi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;

/** The whole application on an empty H2 database in memory, without demonstration data; one context for all tests that ask for this. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(properties = {"spring.datasource.url=jdbc:h2:mem:application;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "tusoi.demo=false",
        "camunda.bpm.job-execution.enabled=false"})
@AutoConfigureMockMvc
public @interface ApplicationTest { }
