package dev.tankfleet.bus.nats;

import dev.tankfleet.process.config.Secret;

import io.nats.client.support.NatsUri;

import org.jspecify.annotations.Nullable;

import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One try at one server, with the password of this try in it: the library asks for a password at no
 * other place. Immutable.
 *
 * <p>Two tries at the same server are equal, so that the library knows when it has been round and
 * waits. But each has a hash of its own: the library remembers by it who has refused whom, and
 * gives up for ever when somebody does it twice. A password that is refused now may be right when
 * the server has read its own file.
 */
final class NatsAddress extends NatsUri {
    private final NatsUri server;

    private NatsAddress(NatsUri server, String text) throws URISyntaxException {
        super(text);
        this.server = server;
    }

    static NatsAddress of(NatsUri server, String user, Secret password) {
        var whom = encoded(user) + ':' + encoded(password.reveal());
        var text =
                server.getScheme() + "://" + whom + '@' + server.getHost() + ':' + server.getPort();
        try {
            return new NatsAddress(server, text);
        } catch (URISyntaxException e) {
            // Without the cause, which shows all of it.
            throw new IllegalStateException("no address can be made of " + server);
        }
    }

    /** Without user and password. */
    NatsUri server() {
        return server;
    }

    @Override
    public NatsUri reHost(String newHost) throws URISyntaxException {
        return new NatsAddress(server, super.reHost(newHost).toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NatsAddress address && server.equals(address.server);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
