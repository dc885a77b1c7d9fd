package dev.tankfleet.service.postgres;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;

/**
 * Tells a database that is away or overloaded, which passes, from a mistake in a statement, which
 * does not. Pure.
 */
public final class DatabaseTrouble {
    private static final int CAUSES_MAX = 16;
    private static final String POOL_CLOSED = " has been closed.";

    /**
     * PostgreSQL's classes (its manual, appendix A): connection, state of the transaction (a
     * standby that may only be read), conflict, resources, lock, operator, system, internal.
     */
    private static final List<String> STATES_THAT_PASS =
            List.of("08", "25", "40", "53", "55", "57", "58", "XX");

    private DatabaseTrouble() {}

    /** Whether the same call may work later; looks at the cause, and at its causes. */
    public static boolean passes(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            if (cause instanceof SQLException sql && passes(sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean passes(SQLException sql) {
        var state = sql.getSQLState();
        return sql instanceof SQLTransientException
                || sql instanceof SQLNonTransientConnectionException
                // Who waits for a connection is told to stop; the pool says so without a state.
                || sql.getCause() instanceof InterruptedException
                // So is who asks while the process stops; the pool has no state for that, either.
                || (state == null && String.valueOf(sql.getMessage()).endsWith(POOL_CLOSED))
                || (state != null && STATES_THAT_PASS.stream().anyMatch(state::startsWith));
    }
}
