package dev.tankfleet.bus.nats;

import dev.tankfleet.process.config.RotatingSecret;

import io.nats.client.impl.NatsServerPool;
import io.nats.client.support.NatsUri;

import org.jspecify.annotations.Nullable;

/**
 * The servers of one connection, each with the password as it is at this moment: a password is
 * rotated while the process runs. Called by the library's threads.
 *
 * <p>A server that changes a password throws out whoever came with the old one. The first value of
 * our file is tried at once then; after a try in vain the next has its turn, since the server may
 * have read its own file earlier or later than we. The library needs its whole connection time-out
 * to believe a refusal: so servers wait until everybody has the new file.
 */
final class NatsServers extends NatsServerPool {
    private final String user;
    private final RotatingSecret password;

    // Written by the thread that connects.
    private volatile int triesInVain;

    /** The last try that was not in vain. */
    private volatile @Nullable NatsUri letUsIn;

    NatsServers(String user, RotatingSecret password) {
        this.user = user;
        this.password = password;
    }

    @Override
    public @Nullable NatsUri peekNextServer() {
        return withPassword(super.peekNextServer());
    }

    @Override
    public @Nullable NatsUri nextServer() {
        return withPassword(super.nextServer());
    }

    @Override
    public void connectSucceeded(NatsUri address) {
        triesInVain = 0;
        letUsIn = address;
        super.connectSucceeded(serverOf(address));
    }

    /**
     * A try was in vain, or a connection broke: of that the library may tell twice, by the thread
     * that reads and by the one that writes, and no password was tried.
     */
    @Override
    @SuppressWarnings("ReferenceEquality") // two tries at one server are equal
    public void connectFailed(NatsUri address) {
        if (address != letUsIn) {
            triesInVain = (triesInVain + 1) % RotatingSecret.VALUES_MAX;
        }
        super.connectFailed(serverOf(address));
    }

    private @Nullable NatsUri withPassword(@Nullable NatsUri server) {
        if (server == null) {
            return null;
        }
        var values = password.values();
        return NatsAddress.of(server, user, values.get(triesInVain % values.size()));
    }

    private static NatsUri serverOf(NatsUri address) {
        return address instanceof NatsAddress ours ? ours.server() : address;
    }
}
