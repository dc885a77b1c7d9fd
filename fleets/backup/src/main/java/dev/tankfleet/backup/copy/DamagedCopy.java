package dev.tankfleet.backup.copy;

import java.io.IOException;

/** A copy is not what was stored: something was lost, changed or added. */
public final class DamagedCopy extends IOException {
    private static final long serialVersionUID = 1L;

    /** With what was found. */
    public DamagedCopy(String message) {
        super(message);
    }
}
