package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.Subject;
import dev.tankfleet.bus.memory.DurableStreams.Taken;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * How far one consumer name has come in every stream that it sees. Guarded by the lock of {@link
 * DurableStreams}; outlives the connections that use it.
 */
final class DurablePlace {
    private final Tier tier;
    private final String consumer;
    private final String pattern;
    private final Border border;

    // Guarded by the lock.
    private final List<DurableStream.Progress> followed = new ArrayList<>();
    private int turn;

    DurablePlace(Tier tier, String consumer, String pattern, Border border) {
        this.tier = tier;
        this.consumer = consumer;
        this.pattern = pattern;
        this.border = border;
    }

    void ensurePattern(String asked) {
        if (!asked.equals(pattern)) {
            throw new IllegalArgumentException(
                    "pattern: "
                            + asked
                            + " (expected: "
                            + pattern
                            + ", as before for "
                            + consumer
                            + ")");
        }
    }

    /** Reads a stream from now on, from its start, if the tier can see it at all. */
    void follow(DurableStream stream) {
        if (stream.owner() == tier || tier.isCentre()) {
            followed.add(stream.follow(subject -> seen(stream, subject) != null));
        }
    }

    /**
     * The next message to handle, of each stream in turn, so that no region keeps another waiting.
     */
    @Nullable Taken next(long nowNs, long retryAtNs) {
        for (int i = 0; i < followed.size(); i++) {
            var progress = followed.get((turn + i) % followed.size());
            var message = progress.next(nowNs, retryAtNs);
            if (message != null) {
                turn = (turn + i + 1) % followed.size();
                return new Taken(
                        progress,
                        message.sequence(),
                        seenForSure(progress.stream(), message.subject()),
                        message.messageId(),
                        message.body().clone(),
                        progress.deliveriesOf(message.sequence()));
            }
        }
        return null;
    }

    /** Time until a message comes again; very long if none is out. */
    long retryInNs(long nowNs) {
        long least = Long.MAX_VALUE;
        for (var progress : followed) {
            least = Math.min(least, progress.retryInNs(nowNs));
        }
        return least;
    }

    @Override
    public String toString() {
        return "consumer-" + consumer;
    }

    private @Nullable String seen(DurableStream stream, String subject) {
        var here = border.durableSubjectSeenFrom(tier, stream.owner(), subject);
        return here != null && Subject.covers(pattern, here) ? here : null;
    }

    private String seenForSure(DurableStream stream, String subject) {
        var here = seen(stream, subject);
        if (here == null) {
            throw new IllegalStateException("taken though not seen: " + subject);
        }
        return here;
    }
}
