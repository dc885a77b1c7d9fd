package dev.tankfleet.gateway.pump;

/**
 * Where a frame stands in a body that came from the bus. Owned by the connection that made it,
 * which has it filled by {@link Seat#take}.
 */
public final class FrameView {
    private static final byte[] NOTHING = {};

    // Owned by the connection's loop.
    private byte[] body = NOTHING;
    private int at;
    private int length;
    private int tick;
    private int closeCode;

    void point(byte[] body, int at, int length, int tick, int closeCode) {
        this.body = body;
        this.at = at;
        this.length = length;
        this.tick = tick;
        this.closeCode = closeCode;
    }

    /** Lets go of the body, which may be large. */
    public void clear() {
        body = NOTHING;
        at = 0;
        length = 0;
    }

    /** The body in which the client's bytes stand. */
    public byte[] body() {
        return body;
    }

    /** Where they start. */
    public int at() {
        return at;
    }

    /** How many there are; 0 for a kick without a last word. */
    public int length() {
        return length;
    }

    /** The match's tick of the frame. */
    public int tick() {
        return tick;
    }

    /** Code that the connection is closed with after a control frame; 0 for a state. */
    public int closeCode() {
        return closeCode;
    }
}
