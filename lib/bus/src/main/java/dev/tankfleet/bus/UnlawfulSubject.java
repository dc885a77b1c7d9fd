package dev.tankfleet.bus;

/** A role said or wanted to hear what its law does not name. Our own mistake, never an outcome. */
public final class UnlawfulSubject extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public UnlawfulSubject(String message) {
        super(message);
    }
}
