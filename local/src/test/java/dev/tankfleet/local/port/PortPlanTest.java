package dev.tankfleet.local.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

final class PortPlanTest {
    @Test
    void findsAsManyDifferentFreePortsAsTheFleetNeeds() {
        var plan = PortPlan.auto(2, 4);

        assertThat(plan.all()).hasSize(5 + 2 + 2 + 4).doesNotHaveDuplicates();
        assertThat(plan.gateways()).hasSize(2);
        assertThat(plan.serverOps()).hasSize(4);
    }

    /** Linux gives clients those from 32,768 on, and one of them may be given before we start. */
    @Test
    void takesNoPortThatTheSystemGivesToClients() {
        assertThat(PortPlan.freePorts(100)).allMatch(port -> port >= 20_000 && port < 32_000);
    }

    @Test
    void passesOverPortsThatAreTaken() throws IOException {
        int first = PortPlan.freePorts(1).getFirst();

        try (var _ = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortPlan.freePorts(3, first)).doesNotContain(first).hasSize(3);
        }
    }

    @Test
    void goesOnAtTheBeginningAfterTheLast() {
        assertThat(PortPlan.freePorts(500, 31_999))
                .anyMatch(port -> port < 20_600)
                .allMatch(port -> port >= 20_000 && port < 32_000);
    }

    @Test
    void namesTheTakenPortItsUseAndTheWayOut() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> PortPlan.free("auth", port))
                    .isInstanceOf(PortPlan.PortTaken.class)
                    .hasMessage(
                            "port %d (auth) is taken; stop what uses it, or choose free ones with --ports auto"
                                    .formatted(port));
        }
    }
}
