package dev.tankfleet.gameserver.lifecycle;

import dev.tankfleet.proto.command.CommandReply.RefusalCode;

/** Whether a match may be prepared now. */
public sealed interface Admission {
    /** Yes; until {@link Lifecycle#leave} is called for it, the server has work and stays. */
    record Admitted() implements Admission {}

    /** No. */
    record Refused(RefusalCode code) implements Admission {}
}
