package dev.tankfleet.gameserver.seat;

/**
 * Life of one player's seat: {@code Prepared → Joined ⇄ Held}; it ends by being removed from its
 * table.
 */
public sealed interface SeatState {
    /**
     * A token opens it, nobody came yet.
     *
     * @param joinByNs time after which the seat ends
     */
    record Prepared(long joinByNs) implements SeatState {
        Joined toJoined() {
            return new Joined();
        }
    }

    /** A connection drives its tank. */
    record Joined() implements SeatState {
        Held toHeld(long heldUntilNs) {
            return new Held(heldUntilNs);
        }
    }

    /**
     * The connection is gone, the tank stands.
     *
     * @param heldUntilNs time after which the seat ends
     */
    record Held(long heldUntilNs) implements SeatState {
        Joined toJoined() {
            return new Joined();
        }
    }
}
