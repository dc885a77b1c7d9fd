package dev.tankfleet.route;

/** The store did not answer in time, or is full: not our fault, not now. */
public final class RouteUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RouteUnavailable(String message) {
        super(message);
    }

    public RouteUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
