package dev.tankfleet.gateway.admission;

import dev.tankfleet.gateway.pump.Seat;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.JoinReply;

/** What became of an AUTH. */
public sealed interface AdmissionOutcome {
    /**
     * The owner seated the player. Whoever takes this must {@link Admission#leave} one day.
     *
     * @param seat open for frames once the client knows of it
     * @param joined the owner's answer
     */
    record Admitted(Seat seat, JoinReply.Joined joined) implements AdmissionOutcome {}

    /**
     * No seat, and nothing to give back.
     *
     * @param code code that the connection is closed with
     * @param message one sentence for a developer
     */
    record TurnedAway(CloseCode code, String message) implements AdmissionOutcome {}
}
