package vn.tusoi.workflow;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/**
 * Where the migrations run as an owner of their own, the engine's tables are made by that owner, too, from the engine's own scripts. The application's role then
 * never has to create anything: whoever may create functions in a schema can make the owner's next migration call them, with the owner's rights.
 */
@Component
class EngineTables implements Callback {

    private static final List<String> SCRIPTS = List.of("engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    private final String application;

    EngineTables(@Value("${spring.datasource.username:}") String application) {
        this.application = application;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    /** Callbacks are called in the order of their names: before the one that gives rights on all tables of the owner. */
    @Override
    public String getCallbackName() {
        return "engine tables";
    }

    @Override
    public void handle(Event event, Context context) {
        Connection connection = context.getConnection();
        try {
            if ("PostgreSQL".equals(connection.getMetaData().getDatabaseProductName()) && missing(connection)) {
                SCRIPTS.forEach(part -> ScriptUtils.executeSqlScript(connection, new ClassPathResource("org/camunda/bpm/engine/db/create/activiti.postgres.create." + part + ".sql")));
            }
        } catch (SQLException wrong) {
            throw new IllegalStateException("the engine's tables cannot be made: " + wrong.getMessage(), wrong);
        }
    }

    private boolean missing(Connection connection) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select current_user, to_regclass('act_ge_property') is null"); ResultSet rs = ask.executeQuery()) {
            rs.next();
            return !application.isEmpty() && !rs.getString(1).equals(application) && rs.getBoolean(2);
        }
    }
}
