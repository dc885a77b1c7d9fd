package dev.tankfleet.backup.store;

import java.io.IOException;

/** There is an object of that name already, and it stays. */
public final class AlreadyStored extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the name that is taken. */
    public AlreadyStored(String name) {
        super("already stored: " + name + " (a copy is never overwritten)");
    }
}
