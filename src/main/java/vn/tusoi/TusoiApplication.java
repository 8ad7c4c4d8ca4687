package vn.tusoi;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import vn.tusoi.commands.Commands;

/** The vetting of personnel before party congresses. Without a command it serves; {@link Commands} has the others. */
@SpringBootApplication
public class TusoiApplication {

    public static void main(String[] args) {
        Commands.main(args);
    }
}
