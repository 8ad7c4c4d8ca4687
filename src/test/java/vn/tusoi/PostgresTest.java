package vn.tusoi;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** The whole application on a real PostgreSQL server that Maven brought along. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
@AutoConfigureMockMvc
@ActiveProfiles("postgres")
@ContextConfiguration(initializers = PostgresTest.Server.class)
public @interface PostgresTest {

    /** Starts a server and points the application at a fresh database on it; the server ends with the context. */
    class Server implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("zonky", Map.of(
                        "DB_URL", server.getJdbcUrl("postgres", "postgres"), "DB_USER", "postgres", "DB_PASSWORD", "postgres")));
                // registered first, so ended last: the pool and the engine's threads still have a server while they stop
                ((DefaultListableBeanFactory) context.getBeanFactory()).registerDisposableBean("postgresServer", server::close);
            } catch (IOException wrong) {
                throw new UncheckedIOException(wrong);
            }
        }
    }
}
