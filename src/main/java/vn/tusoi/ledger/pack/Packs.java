package vn.tusoi.ledger.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.Checkpoint;
import vn.tusoi.ledger.Checkpoints;
import vn.tusoi.ledger.Ledger;

/** Makes evidence packs. Each one is entered into the record before anybody gets it. */
@Component
public class Packs {

    private final DataSource source;
    private final MessageSource words;
    private final Checkpoints checkpoints;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Packs(DataSource source, MessageSource words, Checkpoints checkpoints, Ledger ledger, TransactionTemplate transaction, Clock clock) {
        this.source = source;
        this.words = words;
        this.checkpoints = checkpoints;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What was made.
     *
     * @param shown entries that are there with their content; the others are there as digests
     * @param last  the newest checkpoint in it, or null
     * @param cases whose rows are in it with their texts: who is given the pack reads them
     */
    public record Made(String manifest, long entries, long shown, int streams, int documents, Checkpoint last, Set<String> cases) { }

    /**
     * Writes a pack to a file and records it. Where this node holds the key, a checkpoint is made before, so that all of it is covered.
     *
     * @param actor  null where the operator makes it on the command line
     * @param office in which it is made, null with the actor
     * @return empty, and no file, where the scope names nothing that the reader's mandate covers
     * @throws IOException where the file cannot be written
     */
    public Optional<Made> make(PackScope scope, Actor actor, Office office, Path file) throws IOException {
        if (checkpoints.ready()) {
            checkpoints.make("PERIODIC");
        }
        Optional<Made> made = write(scope, file);
        made.ifPresent(m -> transaction.executeWithoutResult(t -> {
            Ledger.Entry entry = actor == null ? ledger.byProcess("PACK_MADE") : ledger.entry(actor, "PACK_MADE").in(office);
            String kind = switch (scope.kind()) {
                case CASE, LIST, ROUND -> scope.kind().name();
                case UNIT, PERIOD -> "SYSTEM";
            };
            entry.on(kind, scope.name()).outcome(scope.kind().name()).with("entries", m.entries()).with("shown", m.shown()).with("manifest", m.manifest()).write();
        }));
        return made;
    }

    private Optional<Made> write(PackScope scope, Path file) throws IOException {
        Instant at = clock.instant();
        try (Connection connection = source.getConnection()) {
            boolean auto = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                Reach reach = Reach.of(connection, scope);
                if (reach == null) {
                    return Optional.empty();
                }
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    PackWriter.Made made = new PackWriter(connection, scope, reach, out, new PackSummary(words, scope, at), at).write();
                    return Optional.of(new Made(made.manifest(), made.entries(), made.shown(), made.streams(), made.documents(), made.last(), made.cases()));
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(auto);
                connection.setTransactionIsolation(isolation);
            }
        } catch (SQLException wrong) {
            throw new IllegalStateException("the pack could not be read from the database: " + wrong.getMessage(), wrong);
        }
    }
}
