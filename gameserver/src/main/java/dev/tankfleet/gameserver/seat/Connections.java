package dev.tankfleet.gameserver.seat;

import dev.tankfleet.process.HotPath;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Which connection drives the tank in which seat of the world, by gateway. Owned by the match's
 * thread; read each tick.
 *
 * <p>A gateway has a number from its first connection until its last one is gone; there are never
 * more gateways than seats.
 */
@HotPath
public final class Connections {
    /** Answer for a connection or seat that is not there. */
    public static final int NONE = -1;

    private final @Nullable String[] gatewayIds;

    // Owned by the match's thread. Column [seat]; NONE without a connection.
    private final int[] gatewayOf;
    private final int[] slotOf;
    private final boolean[] heard;

    /** Connections for seats {@code 0 … seats − 1}. */
    public Connections(int seats) {
        gatewayIds = new @Nullable String[seats];
        gatewayOf = new int[seats];
        slotOf = new int[seats];
        heard = new boolean[seats];
        Arrays.fill(gatewayOf, NONE);
    }

    /** Gives a seat to a connection, in place of the one it has. */
    public void connect(int seat, String gatewayId, int slot) {
        disconnect(seat);
        gatewayOf[seat] = gatewayNumber(gatewayId);
        slotOf[seat] = slot;
        heard[seat] = false;
    }

    /** Takes the connection from a seat; a seat without one stays so. */
    public void disconnect(int seat) {
        int gateway = gatewayOf[seat];
        gatewayOf[seat] = NONE;
        if (gateway != NONE && !isInUse(gateway)) {
            gatewayIds[gateway] = null;
        }
    }

    /** The seat that a connection drives, or {@link #NONE}. */
    public int seatAt(String gatewayId, int slot) {
        for (int seat = 0; seat < gatewayOf.length; seat++) {
            int gateway = gatewayOf[seat];
            if (gateway != NONE && slotOf[seat] == slot && gatewayId.equals(gatewayIds[gateway])) {
                return seat;
            }
        }
        return NONE;
    }

    /** Notes that an input has come over the seat's connection. */
    public void onHeard(int seat) {
        heard[seat] = true;
    }

    /** Whether an input has come over the seat's present connection. */
    public boolean isHeard(int seat) {
        return heard[seat];
    }

    /** Numbers of gateways are {@code 0 … gateways − 1}. */
    public int gateways() {
        return gatewayIds.length;
    }

    /** The id of a gateway; null while the number is free. */
    public @Nullable String gatewayId(int gateway) {
        return gatewayIds[gateway];
    }

    /** The gateway of a seat's connection, or {@link #NONE}. */
    public int gatewayOf(int seat) {
        return gatewayOf[seat];
    }

    /** The slot of a seat's connection; only where there is one. */
    public int slotOf(int seat) {
        return slotOf[seat];
    }

    private int gatewayNumber(String gatewayId) {
        int free = NONE;
        for (int gateway = 0; gateway < gatewayIds.length; gateway++) {
            if (gatewayId.equals(gatewayIds[gateway])) {
                return gateway;
            }
            if (gatewayIds[gateway] == null) {
                free = gateway;
            }
        }
        if (free == NONE) {
            throw new IllegalStateException("gateways: more than seats");
        }
        gatewayIds[free] = gatewayId;
        return free;
    }

    private boolean isInUse(int gateway) {
        for (int of : gatewayOf) {
            if (of == gateway) {
                return true;
            }
        }
        return false;
    }
}
