package vn.tusoi.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.TusoiApplication;
import vn.tusoi.ledger.Baseline;
import vn.tusoi.ledger.Ledger;

/**
 * Enters every start and stop into the record, and what is new since the one before: version of program or database, settings, process models, rule sets
 * that ship, a clock that went back.
 */
@Component
class StartRecord {

    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Baseline baseline;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ConfigurableEnvironment settings;
    private final ObjectProvider<Flyway> flyway;
    private final ApplicationContext context;
    private boolean started;

    StartRecord(Ledger ledger, Baseline baseline, TransactionTemplate transaction, Clock clock, ConfigurableEnvironment settings, ObjectProvider<Flyway> flyway,
                ApplicationContext context) {
        this.ledger = ledger;
        this.baseline = baseline;
        this.transaction = transaction;
        this.clock = clock;
        this.settings = settings;
        this.flyway = flyway;
        this.context = context;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void started() {
        baseline.ensure();
        String version = Optional.ofNullable(TusoiApplication.class.getPackage().getImplementationVersion()).orElse("0");
        String schema = Optional.ofNullable(flyway.getIfAvailable()).map(f -> f.info().current()).map(now -> now.getVersion().toString()).orElse("0");
        String settled = settings();
        Map<String, String> content = content();
        transaction.executeWithoutResult(t -> {
            Ledger.Last last = ledger.last();
            Duration back = Duration.between(clock.instant(), last.at());
            if (last.number() > 0 && back.compareTo(TOLERANCE) > 0) {
                ledger.byProcess("CLOCK_JUMP").on("SYSTEM", "clock").with("milliseconds", -back.toMillis()).write();
            }
            Map<String, Object> before = ledger.last("program", "STARTED").map(Ledger.Written::detail).orElse(Map.of());
            ledger.byProcess("STARTED").on("SYSTEM", "program").with("version", version).with("schema", schema).with("settings", settled)
                    .with("java", System.getProperty("java.version")).with("process", ManagementFactory.getRuntimeMXBean().getName()).write();
            if (!before.isEmpty() && !(version.equals(before.get("version")) && schema.equals(before.get("schema")))) {
                ledger.byProcess("UPGRADED").on("SYSTEM", "program").with("version", version).with("schema", schema)
                        .with("versionBefore", before.get("version")).with("schemaBefore", before.get("schema")).write();
            }
            if (!before.isEmpty() && !settled.equals(before.get("settings"))) {
                ledger.byProcess("CONFIGURATION_CHANGED").on("SYSTEM", "settings").with("digest", settled).write();
            }
            content.forEach((name, digest) -> {
                String act = name.startsWith("rules:") ? "RULE_SET_LOADED" : "MODEL_DEPLOYED";
                if (ledger.last(name, act).filter(e -> digest.equals(e.detail().get("digest"))).isEmpty()) {
                    Ledger.Entry entry = act.equals("RULE_SET_LOADED") ? ledger.byProcess("RULE_SET_LOADED") : ledger.byProcess("MODEL_DEPLOYED");
                    entry.on("SYSTEM", name).with("digest", digest).write();
                }
            });
        });
        started = true;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void stopped(ContextClosedEvent event) {
        if (started && event.getApplicationContext() == context) {
            started = false;
            transaction.executeWithoutResult(t -> ledger.byProcess("STOPPED").on("SYSTEM", "program")
                    .with("process", ManagementFactory.getRuntimeMXBean().getName()).write());
        }
    }

    /** Digest of the program's own settings; secrets are none of them. */
    private String settings() {
        TreeSet<String> names = new TreeSet<>();
        settings.getPropertySources().forEach(source -> {
            if (source instanceof EnumerablePropertySource<?> known) {
                for (String name : known.getPropertyNames()) {
                    if (name.startsWith("tusoi.")) {
                        names.add(name);
                    }
                }
            }
        });
        MessageDigest sha = sha256();
        names.forEach(name -> sha.update((name + "=" + settings.getProperty(name) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha.digest());
    }

    /** Digests of models ({@code model:<id>}) and of the rule sets that ship ({@code rules:<code>}), by name. */
    private static Map<String, String> content() {
        try {
            Map<String, MessageDigest> digests = new TreeMap<>();
            Map<String, Resource> files = new TreeMap<>();
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:processes/**/*")) {
                String path = file.getURL().getPath();
                if (file.isReadable() && path.matches(".*\\.(bpmn|dmn|yaml)$")) {
                    files.put(path.substring(path.lastIndexOf("processes/") + "processes/".length()), file);
                }
            }
            for (Map.Entry<String, Resource> file : files.entrySet()) {
                String[] parts = file.getKey().split("/");
                String name = parts.length > 2 ? "rules:" + parts[1] : "model:" + file.getKey().replaceFirst("\\.bpmn$", "");
                MessageDigest sha = digests.computeIfAbsent(name, n -> sha256());
                sha.update((parts[parts.length - 1] + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
                try (InputStream in = new DigestInputStream(file.getValue().getInputStream(), sha)) {
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
            Map<String, String> content = new TreeMap<>();
            digests.forEach((name, sha) -> content.put(name, HexFormat.of().formatHex(sha.digest())));
            return content;
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
