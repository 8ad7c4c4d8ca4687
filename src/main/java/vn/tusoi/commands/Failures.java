package vn.tusoi.commands;

import java.sql.SQLException;
import vn.tusoi.register.RegisterImport;

/** What can go wrong around a command, in words that say what to do. */
public final class Failures {

    private static final int H2_IN_USE = 90020;

    private Failures() { }

    /** Null for a failure that is none of the user's making: its trace belongs on the screen. */
    public static String explain(Throwable failure, Words words) {
        for (Throwable cause = failure; cause != null && cause.getCause() != cause; cause = cause.getCause()) {
            if (cause instanceof RegisterImport.NotEmpty) {
                return words.say("commands.notEmpty");
            }
            if (cause instanceof SQLException sql) {
                if (sql.getErrorCode() == H2_IN_USE) {
                    return words.say("commands.inUse");
                }
                String state = sql.getSQLState() == null ? "" : sql.getSQLState();
                if (state.startsWith("28")) {
                    return words.say("commands.dbDenied");
                }
                if (state.startsWith("08") || state.startsWith("3D")) {
                    return words.say("commands.dbAway", state);
                }
            }
            if (cause.getMessage() != null && cause.getMessage().contains("claims to not accept jdbcUrl") || cause.getMessage() != null
                    && cause.getMessage().startsWith("Failed to determine a suitable driver class")
                    || cause.getMessage() != null && cause.getMessage().startsWith("Failed to determine DatabaseDriver")) {
                return words.say("commands.dbUrl");
            }
        }
        return null;
    }
}
