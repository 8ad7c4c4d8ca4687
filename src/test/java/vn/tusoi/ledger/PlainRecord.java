package vn.tusoi.ledger;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionExecution;
import vn.tusoi.database.Later;

/** For measurements: a record that inserts its entries and nothing else, as it did before there were chains. */
public final class PlainRecord {

    private PlainRecord() { }

    public static ApplicationContextInitializer<ConfigurableApplicationContext> instead() {
        return context -> {
            context.addBeanFactoryPostProcessor(factory -> {
                BeanDefinitionRegistry registry = (BeanDefinitionRegistry) factory;
                registry.removeBeanDefinition("chainWriter");
                RootBeanDefinition plain = new RootBeanDefinition(Writer.class);
                plain.setAutowireMode(RootBeanDefinition.AUTOWIRE_CONSTRUCTOR);
                registry.registerBeanDefinition("chainWriter", plain);
            });
            // what a start writes is not measured
            context.addApplicationListener((ApplicationListener<ApplicationReadyEvent>) ready -> {
                JdbcTemplate jdbc = ready.getApplicationContext().getBean(JdbcTemplate.class);
                for (DigestedTable table : DigestedTable.ALL) {
                    jdbc.execute("drop trigger ledger_touch on " + table.name());
                    jdbc.execute("drop trigger ledger_touch_update on " + table.name());
                }
            });
        };
    }

    static final class Writer extends ChainWriter {

        private static final String INSERT = "insert into ledger_entry(at, username, person, function, unit_code, subject_kind, subject_code, act, outcome, rule_set, rule_ref, detail) "
                + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

        private final JdbcTemplate jdbc;
        private volatile boolean loose;

        Writer(DataSource source, Clock clock) {
            super(source, clock);
            this.jdbc = new JdbcTemplate(source);
        }

        @Override
        public void beforeCommit(TransactionExecution transaction) { }

        @Override
        void write(Pending pending) {
            if (!loose) {
                for (String column : new String[] {"stream", "seq", "tx", "format", "prev", "hash"}) {
                    jdbc.execute("alter table ledger_entry alter column " + column + " drop not null");
                }
                loose = true;
            }
            jdbc.execute((ConnectionCallback<Void>) connection -> {
                Later.Together before = Later.together();           // with the first of its statements, as with the chain's
                for (Line l : pending.lines()) {
                    try (PreparedStatement insert = before.prepare(connection, INSERT)) {
                        int place = before.set(insert);
                        for (Object value : new Object[] {OffsetDateTime.ofInstant(l.at(), ZoneOffset.UTC), l.username(), l.person(), l.function(), l.unit(), l.kind(), l.code(),
                                l.act(), l.outcome(), l.ruleSet(), l.ruleRef(), l.detail()}) {
                            insert.setObject(place++, value);
                        }
                        insert.execute();
                    }
                    before = Later.together();
                }
                return null;
            });
            pending.written();
        }
    }
}
