package dev.tankfleet.agones.conformance.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.kubernetes.AgonesResources;
import dev.tankfleet.agones.kubernetes.fleet.Fleet;
import dev.tankfleet.agones.kubernetes.gameserver.GameServer;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.Map;

/** What the API server says to writes: conflicts, the scale subresource, dry runs, selectors. */
@OnCluster
final class WritesIT {
    @Test
    void refusesAWriteOverWhatSomebodyElseWrote(SharedCluster cluster) {
        var servers = servers(cluster);
        var mine = servers.resource(Samples.gameServer("shared", "Ready")).create();
        var theirs = servers.withName("shared").get();

        theirs.setStatus(theirs.getStatus().withState("Allocated"));
        servers.resource(theirs).update();
        mine.setStatus(mine.getStatus().withState("Shutdown"));

        assertCode(409, () -> servers.resource(mine).update());
        assertThat(servers.withName("shared").get().getStatus().state()).isEqualTo("Allocated");
    }

    @Test
    void refusesToDeleteWhatHasChangedSince(SharedCluster cluster) {
        var servers = servers(cluster);
        var seen = servers.resource(Samples.gameServer("changing", "Ready")).create();
        servers.withName("changing")
                .edit(
                        server -> {
                            server.setStatus(server.getStatus().withState("Allocated"));
                            return server;
                        });

        assertCode(
                409,
                () ->
                        servers.withName("changing")
                                .lockResourceVersion(seen.getMetadata().getResourceVersion())
                                .delete());
        assertThat(servers.withName("changing").get()).isNotNull();
    }

    @Test
    void refusesASecondServerOfTheSameName(SharedCluster cluster) {
        var servers = servers(cluster);
        servers.resource(Samples.gameServer("only", "Ready")).create();

        assertCode(409, () -> servers.resource(Samples.gameServer("only", "Ready")).create());
    }

    @Test
    void findsServersByStateAndByNode(SharedCluster cluster) {
        var servers = servers(cluster);
        servers.resource(Samples.gameServer("free", "Ready")).create();
        servers.resource(Samples.gameServer("taken", "Allocated")).create();

        assertThat(names(servers, "status.state", "Allocated")).isEqualTo("[taken]");
        assertThat(names(servers, "status.nodeName", "node-of-free")).isEqualTo("[free]");
        assertCode(400, () -> names(servers, "status.address", "10.0.0.1"));
    }

    @Test
    void scalesAFleetThroughItsSubresource(SharedCluster cluster) {
        var fleets =
                new AgonesResources(cluster.client()).fleets().inNamespace(cluster.newNamespace());
        fleets.resource(fleet()).create();

        fleets.withName("tanks").scale(20);

        assertThat(fleets.withName("tanks").get().getSpec().replicas()).isEqualTo(20);
        assertThat(fleets.withName("tanks").scale().getSpec().getReplicas()).isEqualTo(20);
        assertCode(422, () -> fleets.withName("tanks").scale(-1));
    }

    @Test
    void writesTheStatusOfAFleetApart(SharedCluster cluster) {
        var fleets =
                new AgonesResources(cluster.client()).fleets().inNamespace(cluster.newNamespace());
        var created = fleets.resource(fleet()).create();
        assertThat(created.getStatus()).isNull();

        var reported =
                Serialization.unmarshal(
                        """
                        {"apiVersion":"agones.dev/v1","kind":"Fleet","metadata":{"name":"tanks"},
                         "spec":{"replicas":99},"status":{"replicas":3,"readyReplicas":2}}
                        """,
                        Fleet.class);
        fleets.resource(reported).updateStatus();

        var stored = fleets.withName("tanks").get();
        assertThat(stored.getStatus().readyReplicas()).isEqualTo(2);
        assertThat(stored.getSpec().replicas()).isEqualTo(2);
        assertThat(fleets.withName("tanks").scale().getStatus().getReplicas()).isEqualTo(3);
    }

    @Test
    void storesNothingInADryRun(SharedCluster cluster) {
        var servers = servers(cluster);
        var tried = servers.resource(Samples.gameServer("tried", "Ready")).dryRun().create();
        assertThat(tried.getMetadata().getUid()).isNotEmpty();
        assertThat(servers.list().getItems()).isEmpty();

        var real = servers.resource(Samples.gameServer("real", "Ready")).create();
        real.getMetadata().setLabels(Map.of("only", "tried"));
        servers.resource(real).dryRun().update();
        servers.withName("real").dryRun().delete();

        var stored = servers.withName("real").get();
        assertThat(stored.getMetadata().getLabels()).isNullOrEmpty();
        assertThat(stored.getMetadata().getDeletionTimestamp()).isNull();
    }

    private static NonNamespaceOperation<
                    GameServer, KubernetesResourceList<GameServer>, Resource<GameServer>>
            servers(SharedCluster cluster) {
        return new AgonesResources(cluster.client())
                .gameServers()
                .inNamespace(cluster.newNamespace());
    }

    private static String names(
            NonNamespaceOperation<
                            GameServer, KubernetesResourceList<GameServer>, Resource<GameServer>>
                    servers,
            String field,
            String value) {
        return servers.withField(field, value).list().getItems().stream()
                .map(server -> server.getMetadata().getName())
                .toList()
                .toString();
    }

    private static Fleet fleet() {
        return Serialization.unmarshal(
                """
                {"apiVersion":"agones.dev/v1","kind":"Fleet","metadata":{"name":"tanks"},
                 "spec":{"replicas":2,"template":{"spec":{"template":{"spec":{"containers":
                   [{"name":"game","image":"example.org/game"}]}}}}}}
                """,
                Fleet.class);
    }

    private static void assertCode(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(code));
    }
}
