package vn.tusoi;

import java.util.TimeZone;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import vn.tusoi.commands.Commands;

/** The vetting of personnel before party congresses. Without a command it serves; {@link Commands} has the others. */
@SpringBootApplication
public class TusoiApplication {

    static {
        // the engine reads time limits in the machine's time zone; they are meant in Vietnamese time
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Ho_Chi_Minh"));
    }

    public static void main(String[] args) {
        Commands.main(args);
    }
}
