package dev.tankfleet.gameserver.seat;

import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.process.HotPath;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/**
 * Which connection drives the tank in which seat of the world, by gateway. Owned by the match's
 * thread; read each tick.
 *
 * <p>A gateway has a number from its first connection until its last one is gone; there are never
 * more gateways than seats. It gives a sign of life at least every two seconds; after {@link
 * #SILENT_TICKS_MAX} without one nobody will say which of its connections are gone.
 */
@HotPath
public final class Connections {
    /** Answer for a connection or seat that is not there. */
    public static final int NONE = -1;

    /**
     * Ticks after which a gateway that says nothing is taken for dead: 10 s. Ticks and not time, so
     * that a server which stood still itself hears first what has come meanwhile.
     */
    public static final int SILENT_TICKS_MAX = 10 * Rules.TICKS_PER_SECOND;

    // Owned by the match's thread. Column [gateway].
    private final @Nullable String[] gatewayIds;
    private final int[] silentTicks;

    // Owned by the match's thread. Column [seat]; NONE without a connection.
    private final int[] gatewayOf;
    private final int[] slotOf;
    private final boolean[] heard;

    /** Connections for seats {@code 0 … seats − 1}. */
    public Connections(int seats) {
        gatewayIds = new @Nullable String[seats];
        silentTicks = new int[seats];
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

    /** A tick passes without news of any gateway, until it is heard. */
    public void age() {
        for (int gateway = 0; gateway < silentTicks.length; gateway++) {
            silentTicks[gateway]++;
        }
    }

    /** Notes that a gateway is there. */
    public void onSignOfLife(String gatewayId) {
        int gateway = find(gatewayId);
        if (gateway != NONE) {
            silentTicks[gateway] = 0;
        }
    }

    /** Whether the gateway of this seat's connection is taken for dead. */
    public boolean isSilent(int seat) {
        int gateway = gatewayOf[seat];
        return gateway != NONE && silentTicks[gateway] >= SILENT_TICKS_MAX;
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

    /** The id of the gateway of a seat's connection; only where there is one. */
    public String gatewayIdAt(int seat) {
        return Objects.requireNonNull(gatewayIds[gatewayOf[seat]], "no connection");
    }

    /** The slot of a seat's connection; only where there is one. */
    public int slotOf(int seat) {
        return slotOf[seat];
    }

    private int gatewayNumber(String gatewayId) {
        int gateway = find(gatewayId);
        if (gateway == NONE) {
            gateway = find(null);
            if (gateway == NONE) {
                throw new IllegalStateException("gateways: more than seats");
            }
            gatewayIds[gateway] = gatewayId;
        }
        // Its question for the seat is a sign of life.
        silentTicks[gateway] = 0;
        return gateway;
    }

    /** The number of a gateway, or with null a free one; {@link #NONE} if there is none. */
    private int find(@Nullable String gatewayId) {
        for (int gateway = 0; gateway < gatewayIds.length; gateway++) {
            if (Objects.equals(gatewayId, gatewayIds[gateway])) {
                return gateway;
            }
        }
        return NONE;
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
