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
    private volatile boolean isConnected;

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
        isConnected = true;
        super.connectSucceeded(serverOf(address));
    }

    @Override
    public void connectFailed(NatsUri address) {
        if (isConnected) {
            // It let us in before, and has now gone or thrown us out.
            isConnected = false;
        } else {
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
