package dev.tankfleet.backup.archiver.postgres;

import dev.tankfleet.backup.archiver.WalSource;
import dev.tankfleet.backup.wal.Lsn;
import dev.tankfleet.backup.wal.WalChain;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyDual;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * One connection that replicates. It speaks the protocol itself, over the driver's copy of both
 * ways: the driver's own stream acknowledges what was received when the server says that it is
 * alive, and we may acknowledge only what is stored. Owned by the archiver's thread.
 */
final class ReplicationSession implements WalSource.Session {
    private static final Duration STATUS_EVERY = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Instant ZERO = Instant.parse("2000-01-01T00:00:00Z");
    private static final int STATUS_BYTES = 34;
    private static final byte DATA = 'w';
    private static final byte ALIVE = 'k';
    private static final byte STATUS = 'r';
    private static final Pattern SIZE = Pattern.compile("([0-9]+)(B|kB|MB|GB|TB)?");
    private static final String UNITS = "BkMGT";
    private static final int UNIT_BITS = 10;

    private final Connection connection;
    private final String slot;
    private final WalSource.About about;
    private final OptionalLong kept;
    private final boolean hasSlot;

    // Owned by the archiver's thread.
    private @Nullable CopyDual stream;
    private long stored;
    private long statusNs;

    private ReplicationSession(
            Connection connection,
            String slot,
            WalSource.About about,
            OptionalLong kept,
            boolean hasSlot) {
        this.connection = connection;
        this.slot = slot;
        this.about = about;
        this.kept = kept;
        this.hasSlot = hasSlot;
    }

    /** Asks a connection for all that has to be known. */
    static ReplicationSession open(Connection connection, String slot)
            throws SQLException, IOException {
        WalChain chain;
        long end;
        try (var statement = connection.createStatement();
                var system = row(statement.executeQuery("IDENTIFY_SYSTEM"))) {
            chain = new WalChain(system.getString("systemid"), system.getInt("timeline"));
            end = Lsn.parse(system.getString("xlogpos"));
        }
        var about =
                new WalSource.About(
                        chain,
                        end,
                        setting(connection, "wal_segment_size"),
                        setting(connection, "max_slot_wal_keep_size"));
        try (var statement = connection.createStatement();
                var found = row(statement.executeQuery("READ_REPLICATION_SLOT " + slot))) {
            var type = found.getString("slot_type");
            var from = found.getString("restart_lsn");
            if (type != null && !type.equals("physical")) {
                throw new IOException(
                        "slot: %s is %s (expected: physical; name another in WAL_SLOT)"
                                .formatted(slot, type));
            }
            // Without a position it has lost what it was to keep.
            var kept =
                    from != null && found.getInt("restart_tli") == chain.timeline()
                            ? OptionalLong.of(Lsn.parse(from))
                            : OptionalLong.empty();
            return new ReplicationSession(connection, slot, about, kept, type != null);
        }
    }

    @Override
    public WalSource.About about() {
        return about;
    }

    @Override
    public OptionalLong kept() {
        return kept;
    }

    @Override
    public void keep() throws IOException {
        try (var statement = connection.createStatement()) {
            if (hasSlot) {
                statement.execute("DROP_REPLICATION_SLOT " + slot);
            }
            statement.execute("CREATE_REPLICATION_SLOT " + slot + " PHYSICAL RESERVE_WAL");
        } catch (SQLException e) {
            throw failure("slot " + slot, e);
        }
    }

    @Override
    public void stream(long from) throws IOException {
        try {
            stream =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyDual(
                                    "START_REPLICATION SLOT %s PHYSICAL %s TIMELINE %d"
                                            .formatted(
                                                    slot,
                                                    Lsn.text(from),
                                                    about.chain().timeline()));
            stored = from;
            status();
        } catch (SQLException e) {
            throw failure("replicate from " + Lsn.text(from), e);
        }
    }

    @Override
    public WalSource.@Nullable Message next(Duration max) throws IOException {
        var copy = streaming();
        long untilNs = System.nanoTime() + max.toNanos();
        try {
            while (true) {
                if (System.nanoTime() - statusNs > STATUS_EVERY.toNanos()) {
                    status();
                }
                // A read that waits would hold what a write needs, and does not end by itself.
                var message = copy.readFromCopy(false);
                if (message != null) {
                    return parsed(ByteBuffer.wrap(message));
                }
                if (!copy.isActive()) {
                    throw new IOException("postgres: the server has ended the replication");
                }
                if (System.nanoTime() >= untilNs) {
                    return null;
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        } catch (SQLException e) {
            throw failure("replicate", e);
        }
    }

    @Override
    public void stored(long position) throws IOException {
        stored = position;
        try {
            status();
        } catch (SQLException e) {
            throw failure("acknowledge " + Lsn.text(position), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone, and nothing waits for it.
            return;
        }
    }

    /** Says what is stored, and asks for a sign of life. */
    private void status() throws SQLException, IOException {
        var copy = streaming();
        long nowUs = ChronoUnit.MICROS.between(ZERO, Instant.now());
        var status =
                ByteBuffer.allocate(STATUS_BYTES)
                        .put(STATUS)
                        .putLong(stored) // written
                        .putLong(stored) // flushed: what the slot goes by
                        .putLong(0) // applied
                        .putLong(nowUs)
                        .put((byte) 1);
        copy.writeToCopy(status.array(), 0, STATUS_BYTES);
        copy.flushCopy();
        statusNs = System.nanoTime();
    }

    private static WalSource.Message parsed(ByteBuffer message) throws IOException {
        byte type = message.get();
        if (type == DATA) {
            long from = message.getLong();
            long end = message.getLong();
            var at = time(message.getLong());
            var bytes = new byte[message.remaining()];
            message.get(bytes);
            return new WalSource.Message(from, bytes, end, at);
        }
        if (type == ALIVE) {
            long end = message.getLong();
            return new WalSource.Message(end, new byte[0], end, time(message.getLong()));
        }
        throw new IOException("postgres: a message of type " + type + " (expected: w or k)");
    }

    private static Instant time(long us) {
        return ZERO.plus(us, ChronoUnit.MICROS);
    }

    private CopyDual streaming() {
        if (stream == null) {
            throw new IllegalStateException("nothing is being read");
        }
        return stream;
    }

    private static ResultSet row(ResultSet found) throws SQLException {
        if (!found.next()) {
            throw new SQLException("an empty answer");
        }
        return found;
    }

    /** A size that the server shows with its unit; none at all is no limit. */
    private static long setting(Connection connection, String name)
            throws SQLException, IOException {
        try (var statement = connection.createStatement();
                var found = row(statement.executeQuery("SHOW " + name))) {
            return bytes(name, found.getString(1));
        }
    }

    static long bytes(String name, String text) throws IOException {
        if (text.equals("-1")) {
            return Long.MAX_VALUE;
        }
        var matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IOException("postgres: %s is %s (expected: a size)".formatted(name, text));
        }
        var unit = matcher.group(2);
        int power = unit == null ? 0 : UNITS.indexOf(unit.charAt(0));
        return Long.parseLong(matcher.group(1)) << (UNIT_BITS * power);
    }

    private static IOException failure(String what, SQLException e) {
        return new IOException("postgres: " + what + ": " + e.getMessage(), e);
    }
}
