package dev.tankfleet.agones.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.kubernetes.fleet.Fleet;
import dev.tankfleet.agones.kubernetes.fleet.FleetSpec;
import dev.tankfleet.agones.kubernetes.gameserver.GameServer;
import dev.tankfleet.agones.kubernetes.gameserver.GameServerSpec;
import dev.tankfleet.agones.kubernetes.gameserver.GameServerStatus;
import dev.tankfleet.agones.kubernetes.gameserver.GameServerTemplate;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The types on a client over HTTP; how a real API server differs is for the conformance suite. */
@Timeout(120)
@EnableKubernetesMockClient(https = false, crud = true)
final class AgonesResourcesIT {
    private static final String NAMESPACE = "games";

    // Set by the extension.
    private KubernetesClient client;

    @Test
    void createsAndScalesAFleet() {
        var agones = new AgonesResources(client);
        agones.fleets().inNamespace(NAMESPACE).resource(fleet("tanks", 3)).create();

        agones.fleets().inNamespace(NAMESPACE).withName("tanks").scale(5);

        var stored = agones.fleets().inNamespace(NAMESPACE).withName("tanks").get();
        assertThat(stored.getSpec().replicas()).isEqualTo(5);
        assertThat(stored.getSpec().template().spec().ports())
                .containsExactly(GameServerSpec.Port.dynamicUdp("default", 7654));
    }

    @Test
    void keepsWhatItDoesNotKnowWhenItEdits() {
        var agones = new AgonesResources(client);
        var fleet = fleet("tanks", 3);
        fleet.setSpec(
                new FleetSpec(
                        3,
                        null,
                        null,
                        null,
                        List.of(),
                        fleet.getSpec().template(),
                        Map.of("future", Map.of("a", 1))));
        agones.fleets().inNamespace(NAMESPACE).resource(fleet).create();

        agones.fleets()
                .inNamespace(NAMESPACE)
                .withName("tanks")
                .edit(
                        stored -> {
                            stored.setSpec(stored.getSpec().withReplicas(7));
                            return stored;
                        });

        var stored = agones.fleets().inNamespace(NAMESPACE).withName("tanks").get();
        assertThat(stored.getSpec().replicas()).isEqualTo(7);
        assertThat(stored.getSpec().more()).containsEntry("future", Map.of("a", 1));
    }

    @Test
    void refusesToWriteOverWhatSomebodyElseWrote() {
        var servers = new AgonesResources(client).gameServers().inNamespace(NAMESPACE);
        var stale = servers.resource(server("d1")).create();
        servers.withName("d1").edit(server -> inState(server, "Ready"));

        assertThatThrownBy(() -> servers.resource(inState(stale, "Allocated")).update())
                .isInstanceOf(KubernetesClientException.class)
                .extracting(failure -> ((KubernetesClientException) failure).getCode())
                .isEqualTo(409);
    }

    @Test
    void tellsOfEachStateAServerTakes() throws InterruptedException {
        var servers = new AgonesResources(client).gameServers().inNamespace(NAMESPACE);
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (var informer = servers.inform(new States(told))) {
            servers.resource(server("d1")).create();
            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("d1 ");
            servers.withName("d1").edit(server -> inState(server, "Ready"));
            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("d1 Ready");
            servers.withName("d1").delete();
            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("d1 gone");
            assertThat(informer.isRunning()).isTrue();
        }
    }

    private static Fleet fleet(String name, int replicas) {
        var fleet = new Fleet();
        fleet.setMetadata(new ObjectMetaBuilder().withName(name).build());
        fleet.setSpec(FleetSpec.of(replicas, GameServerTemplate.of(spec())));
        return fleet;
    }

    private static GameServer server(String name) {
        var server = new GameServer();
        server.setMetadata(new ObjectMetaBuilder().withName(name).build());
        server.setSpec(spec());
        return server;
    }

    private static GameServerSpec spec() {
        return GameServerSpec.of(
                new PodTemplateSpec(), List.of(GameServerSpec.Port.dynamicUdp("default", 7654)));
    }

    private static GameServer inState(GameServer server, String state) {
        server.setStatus(GameServerStatus.of(state));
        return server;
    }

    private record States(BlockingQueue<String> told) implements ResourceEventHandler<GameServer> {
        @Override
        public void onAdd(GameServer server) {
            told.add(text(server));
        }

        @Override
        public void onUpdate(GameServer before, GameServer after) {
            told.add(text(after));
        }

        @Override
        public void onDelete(GameServer server, boolean isUnknown) {
            told.add(server.getMetadata().getName() + " gone");
        }

        private static String text(GameServer server) {
            var status = server.getStatus();
            return server.getMetadata().getName() + " " + (status == null ? "" : status.state());
        }
    }
}
