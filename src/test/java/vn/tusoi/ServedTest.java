package vn.tusoi;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** The application as operators run it: a real server on a port of its own, profile {@code postgres}, the database behind a {@link Line} that can be cut. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"camunda.bpm.job-execution.enabled=false", "spring.datasource.hikari.connection-timeout=1000"})
@ActiveProfiles("postgres")
@ContextConfiguration(initializers = ServedTest.Server.class)
public @interface ServedTest {

    /** What the application logged about the first administrator, from its start on. */
    record StartLog(List<ILoggingEvent> events) {

        public List<String> said() {
            return List.copyOf(events).stream().map(ILoggingEvent::getFormattedMessage).toList();
        }
    }

    /** Starts PostgreSQL and the line to it; both end with the context. */
    class Server implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            ListAppender<ILoggingEvent> heard = new ListAppender<>();
            heard.start();
            ((Logger) LoggerFactory.getLogger("vn.tusoi.site.accounts.FirstAdministrator")).addAppender(heard);
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                Line line = new Line(server.getPort());
                context.getBeanFactory().registerSingleton("line", line);
                context.getBeanFactory().registerSingleton("startLog", new StartLog(heard.list));
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("zonky", Map.of(
                        "DB_URL", "jdbc:postgresql://127.0.0.1:" + line.port() + "/postgres", "DB_USER", "postgres", "DB_PASSWORD", "postgres")));
                context.addApplicationListener(event -> {
                    if (event instanceof ContextClosedEvent) {
                        try {
                            line.close();
                            server.close();
                        } catch (IOException wrong) {
                            throw new UncheckedIOException(wrong);
                        }
                    }
                });
            } catch (IOException wrong) {
                throw new UncheckedIOException(wrong);
            }
        }
    }
}
