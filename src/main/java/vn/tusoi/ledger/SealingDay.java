package vn.tusoi.ledger;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes the checkpoints that sealing asks for where nobody watches ({@link Watch}): in a rehearsal, in the evening of each of its days. */
@Component
public class SealingDay {

    private final Seals seals;
    private final Checkpoints checkpoints;

    SealingDay(Seals seals, Checkpoints checkpoints) {
        this.seals = seals;
        this.checkpoints = checkpoints;
    }

    /** @return one checkpoint for all that was sealed since the last call; none where nothing was, or where this machine does not hold the key in use */
    public Optional<Checkpoint> evening() {
        String sealed = seals.take();
        return sealed != null && checkpoints.ready() ? checkpoints.make("SEAL " + sealed) : Optional.empty();
    }
}
