package vn.tusoi.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Enters what a command of the operator does to a database, without starting the program on it. */
public final class EntryByCommand {

    private EntryByCommand() { }

    /**
     * Writes one entry in a transaction of its own; the connection stays open. With the account of the operating system that runs the command.
     *
     * @throws RuntimeException where the record cannot be written: what was to be done must then not be done
     */
    public static void write(Connection connection, Clock clock, String act, String code) {
        SingleConnectionDataSource source = new SingleConnectionDataSource(connection, true);
        Ledger ledger = new Ledger(JdbcClient.create(source), new ObjectMapper(), clock, new ChainWriter(source, clock), new Seals());
        new TransactionTemplate(new DataSourceTransactionManager(source))
                .executeWithoutResult(status -> ledger.byProcess(act).on("SYSTEM", code).with("by", System.getProperty("user.name")).with("way", "command").write());
    }
}
