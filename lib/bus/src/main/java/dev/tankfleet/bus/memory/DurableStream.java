package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.Bus.Stored;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Durable messages of one tier, in the order of their coming. Guarded by the lock of {@link
 * DurableStreams}.
 *
 * <p>A message stays until all who follow the stream are done with it, and at least one is. A full
 * stream refuses: what is kept is never dropped for something newer.
 */
final class DurableStream {
    static final int MESSAGES_MAX = 65_536;
    static final long BYTES_MAX = 64L * 1024 * 1024;
    static final int IDS_REMEMBERED_MAX = 65_536;

    /** Messages that one consumer name may have taken and not acknowledged. */
    static final int UNACKNOWLEDGED_MAX = 256;

    private final Tier owner;

    // Guarded by the lock.
    private final TreeMap<Long, Kept> messages = new TreeMap<>();
    private final LinkedHashSet<String> ids = new LinkedHashSet<>();
    private final List<Progress> followers = new ArrayList<>();
    private long bytes;
    private long lastSequence;

    DurableStream(Tier owner) {
        this.owner = owner;
    }

    Tier owner() {
        return owner;
    }

    Stored store(String subject, String messageId, byte[] body) {
        if (ids.contains(messageId)) {
            return new Stored.Kept(true);
        }
        if (messages.size() >= MESSAGES_MAX || bytes + body.length > BYTES_MAX) {
            return new Stored.Unknown();
        }
        if (ids.size() >= IDS_REMEMBERED_MAX) {
            ids.removeFirst();
        }
        ids.add(messageId);
        lastSequence++;
        bytes += body.length;
        messages.put(lastSequence, new Kept(lastSequence, subject, messageId, body));
        return new Stored.Kept(false);
    }

    /** Reads on from the oldest message that is kept. */
    Progress follow(Predicate<String> wants) {
        var progress = new Progress(wants);
        followers.add(progress);
        return progress;
    }

    private void removeIfDone(long sequence) {
        for (var follower : followers) {
            if (!follower.isDoneWith(sequence)) {
                return;
            }
        }
        var removed = messages.remove(sequence);
        if (removed != null) {
            bytes -= removed.body().length;
        }
    }

    /** How far one consumer name has come in this stream. Guarded by the same lock. */
    final class Progress {
        private final Predicate<String> wants;

        // Guarded by the lock.
        private final TreeMap<Long, Attempt> unacknowledged = new TreeMap<>();
        private long nextSequence = 1;

        private Progress(Predicate<String> wants) {
            this.wants = wants;
        }

        DurableStream stream() {
            return DurableStream.this;
        }

        /**
         * The oldest message that is due: one that was not acknowledged in time, else one that was
         * never taken.
         */
        @Nullable Kept next(long nowNs, long retryAtNs) {
            for (var entry : unacknowledged.entrySet()) {
                var attempt = entry.getValue();
                if (attempt.retryAtNs() - nowNs <= 0) {
                    entry.setValue(new Attempt(attempt.delivery() + 1, retryAtNs));
                    return messages.get(entry.getKey());
                }
            }
            return unacknowledged.size() < UNACKNOWLEDGED_MAX ? nextNew(retryAtNs) : null;
        }

        int deliveriesOf(long sequence) {
            var attempt = unacknowledged.get(sequence);
            return attempt == null ? 0 : attempt.delivery();
        }

        long retryInNs(long nowNs) {
            long least = Long.MAX_VALUE;
            for (var attempt : unacknowledged.values()) {
                least = Math.min(least, Math.max(0, attempt.retryAtNs() - nowNs));
            }
            return least;
        }

        void acknowledge(long sequence) {
            if (unacknowledged.remove(sequence) != null) {
                removeIfDone(sequence);
            }
        }

        private @Nullable Kept nextNew(long retryAtNs) {
            for (var entry = messages.ceilingEntry(nextSequence);
                    entry != null;
                    entry = messages.ceilingEntry(nextSequence)) {
                nextSequence = entry.getKey() + 1;
                if (wants.test(entry.getValue().subject())) {
                    unacknowledged.put(entry.getKey(), new Attempt(1, retryAtNs));
                    return entry.getValue();
                }
                removeIfDone(entry.getKey());
            }
            return null;
        }

        private boolean isDoneWith(long sequence) {
            return sequence < nextSequence && !unacknowledged.containsKey(sequence);
        }
    }

    /** A message in the stream. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; copied before it leaves
    record Kept(long sequence, String subject, String messageId, byte[] body) {}

    /** A message that was taken and not acknowledged yet. */
    private record Attempt(int delivery, long retryAtNs) {}
}
