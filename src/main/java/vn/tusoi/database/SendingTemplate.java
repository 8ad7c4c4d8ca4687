package vn.tusoi.database;

import javax.sql.DataSource;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The house's statements: before each of them goes what waits to be written, so that it is seen. */
@Component
@Primary
class SendingTemplate extends JdbcTemplate {

    private final Later later;

    SendingTemplate(DataSource source, Later later) {
        super(source);
        this.later = later;
    }

    /** Asked for once before each statement. */
    @Override
    protected DataSource obtainDataSource() {
        later.sendWanted();
        return super.obtainDataSource();
    }
}
