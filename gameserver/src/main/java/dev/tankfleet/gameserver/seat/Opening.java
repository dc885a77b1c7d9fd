package dev.tankfleet.gameserver.seat;

import dev.tankfleet.proto.session.CloseCode;

import org.jspecify.annotations.Nullable;

/** What a credential did at a {@link SeatTable}. */
public sealed interface Opening {
    /**
     * The seat is open for this connection.
     *
     * @param seat the seat; it has no tank yet if {@link PlayerSeat#worldSeat()} says so
     * @param resumeToken opens it again after a drop
     * @param replaced connection that had the seat until now; null if none had
     * @param isFreshClient whether the client starts its input numbers anew
     */
    record Opened(
            PlayerSeat seat, String resumeToken, @Nullable Replaced replaced, boolean isFreshClient)
            implements Opening {}

    /**
     * The same join was answered before; nothing has changed.
     *
     * @param seat the seat
     * @param resumeToken the token of the first answer
     */
    record Repeated(PlayerSeat seat, String resumeToken) implements Opening {}

    /**
     * No.
     *
     * @param code code that the client's connection is closed with
     * @param message one sentence for a developer
     */
    record Shut(CloseCode code, String message) implements Opening {}

    /**
     * A connection that lost its seat to a newer one.
     *
     * @param gatewayId gateway that has it
     * @param slot its number there
     */
    record Replaced(String gatewayId, int slot) {}
}
