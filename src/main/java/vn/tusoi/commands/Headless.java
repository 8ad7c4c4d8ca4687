package vn.tusoi.commands;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import vn.tusoi.TusoiApplication;

/** The application without its pages: desks, processes and database, for commands. The engine does no work of its own accord. */
public final class Headless {

    /** As in the profile {@code postgres}: the engine's statements and ours are more than the driver keeps by itself. */
    static final Map<String, String> POSTGRES = Map.of("preparedStatementCacheQueries", "1024", "preparedStatementCacheSizeMiB", "8");

    private Headless() { }

    /**
     * Starts it. The caller closes it.
     *
     * @param url  of a database server, null for the embedded database in {@code data}; user and password come from DB_USER and DB_PASSWORD
     * @param more         further settings, stronger than the usual ones
     * @param initializers what else is done to the context before it starts
     */
    @SafeVarargs
    public static ConfigurableApplicationContext start(Path data, String url, Map<String, Object> more,
                                                       ApplicationContextInitializer<ConfigurableApplicationContext>... initializers) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("tusoi.demo", "false");
        settings.put("camunda.bpm.job-execution.enabled", "false");
        settings.put("logging.level.root", "warn");
        // a failed start is told in the user's words, not as a stack trace
        settings.put("logging.level.org.springframework.boot.SpringApplication", "off");
        settings.put("logging.level.org.springframework.boot.diagnostics", "off");
        settings.put("logging.level.org.springframework.context.support", "error");
        settings.put("logging.level.com.zaxxer.hikari", "off");
        if (url == null) {
            settings.put("tusoi.data-dir", data.toAbsolutePath().normalize().toString());
        } else {
            settings.put("spring.datasource.url", url);
            settings.put("spring.datasource.username", System.getenv().getOrDefault("DB_USER", url.startsWith("jdbc:h2:") ? "sa" : "tusoi"));
            if (url.startsWith("jdbc:postgresql:")) {
                POSTGRES.forEach((name, value) -> settings.put("spring.datasource.hikari.data-source-properties." + name, value));
            }
            settings.put("spring.datasource.password", System.getenv().getOrDefault("DB_PASSWORD", ""));
        }
        settings.putAll(more);
        SpringApplication application = new SpringApplication(TusoiApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(true);
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("withoutPages", new WithoutPages()));
        application.addInitializers(initializers);
        return application.run(settings.entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue()).toArray(String[]::new));
    }

    /** Leaves out what answers browsers. */
    private static final class WithoutPages extends TypeExcludeFilter {

        private static final String[] WEB = {
            "org.springframework.stereotype.Controller", "org.springframework.web.bind.annotation.ControllerAdvice",
            "org.springframework.security.config.annotation.web.configuration.EnableWebSecurity"};

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory factory) {
            for (String annotation : WEB) {
                if (type.getAnnotationMetadata().isAnnotated(annotation)) {
                    return true;
                }
            }
            for (String name : type.getClassMetadata().getInterfaceNames()) {
                if (name.equals("org.springframework.web.servlet.config.annotation.WebMvcConfigurer") || name.equals("jakarta.servlet.Filter")) {
                    return true;
                }
            }
            return "org.springframework.web.filter.OncePerRequestFilter".equals(type.getClassMetadata().getSuperClassName());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WithoutPages;
        }

        @Override
        public int hashCode() {
            return WithoutPages.class.hashCode();
        }
    }
}
