package dev.tankfleet.bus;

/** No server of the bus lets us in. Thrown at the start; later the connection comes back itself. */
public final class BusUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BusUnavailable(String message) {
        super(message);
    }

    public BusUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
