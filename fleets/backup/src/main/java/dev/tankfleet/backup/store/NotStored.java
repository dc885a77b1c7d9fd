package dev.tankfleet.backup.store;

import java.io.IOException;

/** There is no object of that name. */
public final class NotStored extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the name that was asked for. */
    public NotStored(String name) {
        super("not stored: " + name);
    }
}
