package dev.tankfleet.matchmaker.database;

/** The database cannot be asked now. Not the caller's fault: try again later. */
public final class DatabaseAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseAwayException(Throwable cause) {
        super("the database cannot be asked now", cause);
    }
}
