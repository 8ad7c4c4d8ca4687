package vn.tusoi.register;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Fills the table of holidays from {@code holidays.csv} where it is empty; after that the table is the organisation's own. */
@Component
class Holidays implements InitializingBean {

    private final JdbcTemplate jdbc;

    Holidays(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterPropertiesSet() throws IOException {
        Integer known = jdbc.queryForObject("select count(*) from holiday", Integer.class);
        if (known != null && known > 0) {
            return;
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(new ClassPathResource("holidays.csv").getInputStream(), StandardCharsets.UTF_8))) {
            List<Object[]> days = lines.lines().filter(l -> !l.startsWith("#") && !l.startsWith("day,") && !l.isBlank())
                    .map(l -> l.split(",")).map(c -> new Object[] {LocalDate.parse(c[0]), c[1], Boolean.valueOf(c[2]), LocalDate.parse(c[0])}).toList();
            // two nodes may start at once: each day goes in where it is not yet
            jdbc.batchUpdate("insert into holiday(holiday_on, name, assumed) select ?, ?, ? where not exists (select 1 from holiday where holiday_on = ?)", days);
        }
    }
}
