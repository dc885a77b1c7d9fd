package dev.tankfleet.bus.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.process.config.RotatingSecret;

import io.nats.client.Options;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which password has its turn. */
final class NatsServersTest {
    private final NatsServers servers = new NatsServers("me", RotatingSecret.of("first\nsecond"));

    @BeforeEach
    void nameAServer() {
        servers.initialize(new Options.Builder().server("nats://127.0.0.1:4222").build());
    }

    @Test
    void triesTheNextPasswordAfterATryInVain() {
        assertThat(tryInVain()).isEqualTo("me:first");
        assertThat(tryInVain()).isEqualTo("me:second");
        assertThat(tryInVain()).isEqualTo("me:first");
    }

    @Test
    void beginsWithTheFirstAfterAConnectionThatBroke() {
        tryInVain();
        var address = servers.nextServer();
        servers.connectSucceeded(address);

        servers.connectFailed(address);

        assertThat(tryInVain()).isEqualTo("me:first");
    }

    /** The thread that reads has seen it, and the one that writes. */
    @Test
    void takesNoNoticeWhenABreakIsToldTwice() {
        var address = servers.nextServer();
        servers.connectSucceeded(address);

        servers.connectFailed(address);
        servers.connectFailed(address);
        var next = servers.nextServer();
        servers.connectFailed(address);

        assertThat(next.getUserInfo()).isEqualTo("me:first");
        servers.connectFailed(next);
        assertThat(servers.nextServer().getUserInfo()).isEqualTo("me:second");
    }

    /** With which password. */
    private String tryInVain() {
        var address = servers.nextServer();
        servers.connectFailed(address);
        return address.getUserInfo();
    }
}
