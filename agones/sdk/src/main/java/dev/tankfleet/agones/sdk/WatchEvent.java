package dev.tankfleet.agones.sdk;

import java.time.Duration;

/** What a {@link Watch} saw. */
public sealed interface WatchEvent {
    /**
     * A stream began, and this is the GameServer now. After a {@link Disconnected} anything may
     * have happened in between: what was queued in a sidecar that died is lost, and a state that
     * came and went is not told.
     */
    record Connected(GameServer now) implements WatchEvent {}

    /** Something about the GameServer changed. */
    record Changed(GameServer before, GameServer now) implements WatchEvent {}

    /** Agones sent the same GameServer once more; there is nothing to do. */
    record Repeated(GameServer now) implements WatchEvent {}

    /** The stream broke, or could not be opened; the next try follows by itself. */
    record Disconnected(SdkError error, Duration retryIn) implements WatchEvent {}
}
