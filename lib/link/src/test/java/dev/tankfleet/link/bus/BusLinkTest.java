package dev.tankfleet.link.bus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.UnlawfulSubject;
import dev.tankfleet.bus.memory.MemoryHub;
import dev.tankfleet.link.GatewayLink;
import dev.tankfleet.link.LinkContractTest;
import dev.tankfleet.link.LinkUnderTest;
import dev.tankfleet.link.ServerLink;
import dev.tankfleet.proto.subject.Subjects;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class BusLinkTest extends LinkContractTest {
    @Override
    protected LinkUnderTest open() {
        return new LinksOverMemory();
    }

    @Test
    void hearsNoStatesForAnotherGateway() {
        try (var hub = MemoryHub.create(Lawbook.standard())) {
            var bus = hub.leaf("eu").connect(Role.GATEWAY, "g1");

            assertThatThrownBy(() -> BusGatewayLink.create(bus, "g2", (_, _) -> {}))
                    .isInstanceOf(UnlawfulSubject.class);
        }
    }

    /** A region of the bus in memory. */
    private static final class LinksOverMemory implements LinkUnderTest {
        private final MemoryHub hub = MemoryHub.create(Lawbook.standard());
        private final Bus broken = hub.leaf("eu").connect(Role.GATEWAY, "broken");

        @Override
        public GatewayLink gateway(String gatewayId, GatewayLink.StateHandler handler) {
            return BusGatewayLink.create(
                    hub.leaf("eu").connect(Role.GATEWAY, gatewayId), gatewayId, handler);
        }

        @Override
        public ServerLink server(String serverId) {
            return BusServerLink.create(hub.leaf("eu").connect(Role.GAME_SERVER, serverId));
        }

        @Override
        public void sendAsJoin(String matchId, byte[] body) {
            broken.publish(Subjects.matchJoin(matchId), body);
        }

        @Override
        public void sendAsLeave(String matchId, byte[] body) {
            broken.publish(Subjects.matchLeave(matchId), body);
        }

        @Override
        public void answerJoinsWith(String matchId, byte[] body) {
            var server = hub.leaf("eu").connect(Role.GAME_SERVER, "broken");
            server.subscribe(Subjects.matchJoin(matchId), message -> message.reply(body));
            server.flush(Duration.ofSeconds(20));
        }

        @Override
        public void close() {
            hub.close();
        }
    }
}
