package dev.tankfleet.agones.conformance.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tankfleet.agones.kubernetes.AgonesResources;
import dev.tankfleet.agones.kubernetes.autoscaler.FleetAutoscaler;
import dev.tankfleet.agones.kubernetes.fleet.Fleet;
import dev.tankfleet.agones.kubernetes.fleet.GameServerSet;
import dev.tankfleet.agones.kubernetes.gameserver.GameServer;
import dev.tankfleet.agones.kubernetes.policy.GameServerAllocationPolicy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;

/** Each kind through each verb on a real API server. */
@OnCluster
final class TypedClientsIT {
    private static final String FUTURE = "\"future\":{\"depth\":[1,\"two\",true]}";
    private static final String GAME_SERVER_SPEC =
            "\"template\":{\"spec\":{\"containers\":[{\"name\":\"game\",\"image\":\"i\"}]}}";

    static List<Arguments> kinds() {
        return List.of(
                arguments("agones.dev/v1", GameServer.class, GAME_SERVER_SPEC),
                arguments(
                        "agones.dev/v1",
                        GameServerSet.class,
                        "\"replicas\":2,\"template\":{\"spec\":{" + GAME_SERVER_SPEC + "}}"),
                arguments(
                        "agones.dev/v1",
                        Fleet.class,
                        "\"replicas\":2,\"template\":{\"spec\":{" + GAME_SERVER_SPEC + "}}"),
                arguments(
                        "autoscaling.agones.dev/v1",
                        FleetAutoscaler.class,
                        "\"fleetName\":\"tanks\",\"policy\":{\"type\":\"Buffer\",\"buffer\":"
                                + "{\"bufferSize\":2,\"minReplicas\":2,\"maxReplicas\":9}}"),
                arguments(
                        "multicluster.agones.dev/v1",
                        GameServerAllocationPolicy.class,
                        "\"priority\":1,\"weight\":100,\"connectionInfo\":{\"clusterName\":\"b\"}"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T extends HasMetadata> void keepsUnknownFieldsThroughEveryVerb(
            String version, Class<T> kind, String spec, SharedCluster cluster) {
        String text =
                """
                {"apiVersion":"%s","kind":"%s","metadata":{"name":"sample"},"spec":{%s,%s}}
                """
                        .formatted(version, kind.getSimpleName(), spec, FUTURE);
        var client = cluster.client().resources(kind).inNamespace(cluster.newNamespace());

        var created = client.resource(Serialization.unmarshal(text, kind)).create();
        assertThat(created.getMetadata().getUid()).isNotEmpty();
        assertThat(client.list().getItems()).singleElement().satisfies(TypedClientsIT::hasFuture);

        var one = client.withName("sample");
        hasFuture(one.get());
        one.edit(
                stored -> {
                    stored.getMetadata().setLabels(Map.of("written", "by-edit"));
                    return stored;
                });
        hasFuture(one.get());
        one.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"metadata\":{\"annotations\":{\"written\":\"by-patch\"}}}");
        hasFuture(one.get());
        var whole = one.get();
        whole.getMetadata().setAnnotations(Map.of("written", "by-update"));
        var updated = client.resource(whole).update();
        hasFuture(updated);
        assertThat(updated.getMetadata().getLabels()).containsEntry("written", "by-edit");
        assertThat(updated.getMetadata().getAnnotations()).containsEntry("written", "by-update");

        one.delete();
        assertThat(one.get()).isNull();
    }

    @Test
    void storesStateAndSpecOfAGameServerInOneWrite(SharedCluster cluster) {
        var servers =
                new AgonesResources(cluster.client())
                        .gameServers()
                        .inNamespace(cluster.newNamespace());

        var created = servers.resource(Samples.gameServer("whole", "Ready")).create();
        assertThat(created.getStatus().state()).isEqualTo("Ready");
        var edited =
                servers.withName("whole")
                        .edit(
                                server -> {
                                    server.setStatus(server.getStatus().withState("Allocated"));
                                    return server;
                                });

        assertThat(edited.getStatus().state()).isEqualTo("Allocated");
        assertThat(edited.getMetadata().getGeneration())
                .isGreaterThan(created.getMetadata().getGeneration());
    }

    @Test
    void findsThoseThatHaveALabel(SharedCluster cluster) {
        var servers =
                new AgonesResources(cluster.client())
                        .gameServers()
                        .inNamespace(cluster.newNamespace());
        for (String fleet : List.of("tanks", "ships")) {
            var server = Samples.gameServer("one-of-" + fleet, "Ready");
            server.getMetadata().setLabels(Map.of("agones.dev/fleet", fleet));
            servers.resource(server).create();
        }

        assertThat(servers.withLabel("agones.dev/fleet", "tanks").list().getItems())
                .extracting(server -> server.getMetadata().getName())
                .containsExactly("one-of-tanks");
    }

    private static void hasFuture(HasMetadata resource) {
        assertThat(Serialization.asJson(resource)).contains(FUTURE);
    }
}
