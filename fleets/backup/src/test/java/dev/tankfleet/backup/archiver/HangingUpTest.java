package dev.tankfleet.backup.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.backup.copy.CopyWriter;
import dev.tankfleet.backup.copy.TestPlace;
import dev.tankfleet.backup.store.memory.MemoryStore;
import dev.tankfleet.backup.wal.Pieces;
import dev.tankfleet.backup.wal.Reach;
import dev.tankfleet.backup.wal.WalChain;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * A store that has a long piece, whose answer nobody heard, and that hangs up when it is sent
 * again: as versitygw does, before it has read what it will not take.
 */
final class HangingUpTest {
    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    private static final int SEGMENT_BYTES = 1 << 20;
    private static final long BEGUN = SEGMENT_BYTES;
    private static final long END = 4 * SEGMENT_BYTES;
    private static final int SENT_BYTES = 100_000;

    /** What a connection takes before it is known that nobody reads. */
    private static final int BUFFERED_BYTES = 64 * 1024;

    private static final int CONNECTIONS = 3;

    private final MemoryStore real = new MemoryStore();
    private boolean isAnswerLost;

    @Test
    void getsPastAPieceThatTheStoreHasAlready() throws IOException {
        var place = TestPlace.in(real);
        var writer = place.writer();
        var archiver =
                WalArchiver.create(
                        new WalConfig("slot", Duration.ofSeconds(5)),
                        new FixedLog(),
                        new CopyWriter.Place(new HangingUp(), writer.sealer(), writer.signer()),
                        "centre",
                        new SimpleMeterRegistry(),
                        InstantSource.fixed(NOW));

        for (int i = 0; i < CONNECTIONS; i++) {
            archiver.runOnce();
        }

        var reach = Reach.from(BEGUN, Pieces.of(real, "centre"));
        assertThat(isAnswerLost).isTrue();
        assertThat(reach.gap()).isNull();
        assertThat(reach.to()).isEqualTo(END);
    }

    private final class HangingUp extends PiecesOnly {
        @Override
        public void put(String name, byte[] content) throws IOException {
            boolean isLong = content.length > BUFFERED_BYTES;
            if (isLong && !real.list(name).isEmpty()) {
                throw new IOException("the connection was reset");
            }
            real.put(name, content);
            if (isLong && !isAnswerLost) {
                isAnswerLost = true;
                throw new IOException("the answer was lost");
            }
        }
    }

    /** A server that writes nothing more, and hangs up when all is sent. */
    private static final class FixedLog implements WalSource {
        private long slot = BEGUN;

        @Override
        public Session connect() {
            return new Session() {
                private long sent;

                @Override
                public About about() {
                    var chain = new WalChain("7710831668688615804", 1);
                    return new About(chain, END, SEGMENT_BYTES, Long.MAX_VALUE);
                }

                @Override
                public OptionalLong kept() {
                    return OptionalLong.of(slot);
                }

                @Override
                public void keep() {
                    throw new IllegalStateException("there is a slot");
                }

                @Override
                public void stream(long from) {
                    sent = from;
                }

                @Override
                public @Nullable Message next(Duration max) throws IOException {
                    if (sent == END) {
                        throw new IOException("the server is gone");
                    }
                    int length = (int) Math.min(SENT_BYTES, END - sent);
                    sent += length;
                    return new Message(sent - length, new byte[length], END, NOW);
                }

                @Override
                public void stored(long position) {
                    slot = position;
                }

                @Override
                public void close() {
                    sent = END;
                }
            };
        }
    }
}
