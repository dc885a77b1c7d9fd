package dev.tankfleet.proto.binary;

/**
 * Kinds of frames in a {@code state} body. Numbers, since they are read each tick. Stateless; every
 * thread may call it.
 */
public final class FrameType {
    /**
     * A state for exactly one connection: the payload goes to the client as it is, the latest wins.
     */
    public static final int STATE = 1;

    /** The match ended: the payload goes to the client, then the connection is closed with 1000. */
    public static final int END = 2;

    /**
     * Close code (2 bytes), then a payload that goes to the client, then the connection is closed
     * with the code.
     */
    public static final int KICK = 3;

    private FrameType() {}

    static boolean isKnown(int type) {
        return type >= STATE && type <= KICK;
    }
}
