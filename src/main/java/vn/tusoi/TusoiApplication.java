package vn.tusoi;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The vetting of personnel before party congresses. Without arguments it serves; see {@link vn.tusoi.site} for the commands. */
@SpringBootApplication
public class TusoiApplication {

    public static void main(String[] args) {
        SpringApplication.run(TusoiApplication.class, args);
    }
}
