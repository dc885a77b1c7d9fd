package dev.tankfleet.backup.archiver;

import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.wal.WalChain;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * The twin of a server whose log is followed, and of the store that it goes to: it writes by a
 * seed, and at any call of either the archiver may die, the server may be gone, or the store away.
 * Time passes only here. Owned by one thread.
 */
final class MortalServer implements WalSource {
    static final int SEGMENT_BYTES = 1 << 16;
    private static final WalChain CHAIN = new WalChain("7710831668688615804", 1);
    private static final Instant START = Instant.parse("2026-11-22T01:00:00Z");

    private final Random random;
    private final Store real;
    private final List<Written> history = new ArrayList<>();
    private long end = SEGMENT_BYTES + 4_711;
    private long slot = -1;
    private Instant now = START;

    MortalServer(long seed, Store real) {
        this.random = new Random(seed);
        this.real = real;
        history.add(new Written(now, end));
    }

    /** The end at a time. */
    private record Written(Instant at, long end) {}

    /** The archiver's process was killed. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    WalChain chain() {
        return CHAIN;
    }

    Instant now() {
        return now;
    }

    /** Where the log ended at a time, which is not later than now. */
    long endAt(Instant time) {
        return history.stream()
                .filter(written -> !written.at().isAfter(time))
                .mapToLong(Written::end)
                .max()
                .orElse(0);
    }

    /** The byte at a position; the same whenever it is read. */
    static byte at(long position) {
        long mixed = position * 0x9E3779B97F4A7C15L;
        return (byte) (mixed >>> 56);
    }

    /** The server goes on, and something may happen. */
    private void tick() throws IOException {
        now = now.plusMillis(random.nextInt(400));
        if (random.nextInt(3) > 0) {
            end += random.nextInt(random.nextInt(20) == 0 ? 3 * SEGMENT_BYTES : 2_000);
        }
        history.add(new Written(now, end));
        if (random.nextInt(150) == 0) {
            throw new Killed();
        }
        if (random.nextInt(100) == 0) {
            throw new IOException("the server is gone");
        }
    }

    @Override
    public Session connect() throws IOException {
        tick();
        return new Connection(end);
    }

    /** The store that dies, is away, or stores and does not answer. */
    Store store() {
        return new PiecesOnly() {
            @Override
            public void put(String name, byte[] content) throws IOException {
                tick();
                if (random.nextInt(20) == 0) {
                    throw new IOException("the store is away");
                }
                real.put(name, content);
                tick();
            }
        };
    }

    /** One connection; what it sends may be far behind. */
    private final class Connection implements Session {
        private final About about;
        private long sent = -1;

        Connection(long endNow) {
            about = new About(CHAIN, endNow, SEGMENT_BYTES, Long.MAX_VALUE);
        }

        @Override
        public About about() {
            return about;
        }

        @Override
        public OptionalLong kept() {
            return slot < 0 ? OptionalLong.empty() : OptionalLong.of(slot);
        }

        @Override
        public void keep() throws IOException {
            tick();
            // The last checkpoint was a while ago.
            slot = about.end() - random.nextInt(SEGMENT_BYTES);
            tick();
        }

        @Override
        public void stream(long from) throws IOException {
            tick();
            if (from < slot - slot % SEGMENT_BYTES) {
                throw new IllegalStateException("what was acknowledged is gone");
            }
            sent = from;
        }

        @Override
        public @Nullable Message next(Duration max) throws IOException {
            tick();
            if (random.nextInt(4) == 0) {
                return new Message(sent, new byte[0], sent, now);
            }
            if (sent == end) {
                return null;
            }
            int length = (int) Math.min(end - sent, 1 + random.nextInt(60_000));
            var bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = at(sent + i);
            }
            var message = new Message(sent, bytes, end, now);
            sent += length;
            return message;
        }

        @Override
        public void stored(long position) throws IOException {
            slot = Math.max(slot, position);
            tick();
        }

        @Override
        public void close() {
            sent = -1;
        }
    }
}
