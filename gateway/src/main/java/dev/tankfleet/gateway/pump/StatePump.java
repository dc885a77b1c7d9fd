package dev.tankfleet.gateway.pump;

import dev.tankfleet.link.GatewayLink;
import dev.tankfleet.proto.binary.Envelope;
import dev.tankfleet.proto.binary.StateReader;

import java.util.function.LongSupplier;

/** Hands bodies from the bus to the seats of their match. Owned by the link's delivery thread. */
public final class StatePump implements GatewayLink.StateHandler {
    /** A state was left in a seat. */
    static final int LEFT = 0;

    /** A state was left in a seat and an older one there thrown away. */
    static final int REPLACED = 1;

    /** A state overtook the answer to the join, or came after the last frame. */
    static final int EARLY = 2;

    private final Matches matches;
    private final PumpCounts counts;
    private final LongSupplier clock;

    // Owned by the link's delivery thread.
    private final StateReader reader = new StateReader();

    /**
     * A handler to open the link with.
     *
     * @param clock nanoseconds, monotonic
     */
    public StatePump(Matches matches, PumpCounts counts, LongSupplier clock) {
        this.matches = matches;
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public void onStates(String matchId, byte[] body) {
        var match = matches.find(matchId);
        if (match == null) {
            counts.unknownMatches.increment();
        } else if (reader.wrap(body, body.length, Envelope.CODEC_JSON)) {
            match.onFrames(reader, body, counts, clock.getAsLong());
        } else {
            counts.malformed.increment();
        }
    }
}
