package dev.tankfleet.agones.conformance.cluster;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.kubernetes.AgonesResources;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** What the controllers do by themselves: nodes, Pods and the end of what nobody owns any more. */
@OnCluster
final class NodesIT {
    /** Twice the time in which the garbage collector learns new kinds, and some. */
    private static final Duration COLLECTED_WITHIN = Duration.ofSeconds(90);

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void runsPodsOnASimulatedNode(SharedCluster cluster) throws Exception {
        cluster.plane().addNode("simulated");
        String namespace = cluster.newNamespace();
        var pods = cluster.client().pods().inNamespace(namespace);
        eventually(
                SOON,
                () ->
                        assertThat(
                                        cluster.client()
                                                .serviceAccounts()
                                                .inNamespace(namespace)
                                                .withName("default")
                                                .get())
                                .isNotNull());

        pods.resource(
                        Serialization.unmarshal(
                                """
                                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"game"},
                                 "spec":{"containers":[{"name":"game","image":"example.org/game"}]}}
                                """,
                                Pod.class))
                .create();

        eventually(
                SOON,
                () -> {
                    var pod = pods.withName("game").get();
                    assertThat(pod.getStatus().getPhase()).isEqualTo("Running");
                    assertThat(pod.getSpec().getNodeName()).isEqualTo("simulated");
                });
        pods.withName("game").delete();
        eventually(SOON, () -> assertThat(pods.withName("game").get()).isNull());
    }

    @Test
    void collectsServersWhenTheirFleetIsDeleted(SharedCluster cluster) throws Exception {
        var agones = new AgonesResources(cluster.client());
        String namespace = cluster.newNamespace();
        var fleet = create(cluster, namespace, owned("Fleet", "tanks", null));
        var set = create(cluster, namespace, owned("GameServerSet", "tanks-a", fleet));
        create(cluster, namespace, owned("GameServer", "tanks-a-1", set));
        create(cluster, namespace, owned("GameServer", "tanks-a-2", set));
        create(cluster, namespace, owned("GameServer", "stands-alone", null));

        agones.fleets().inNamespace(namespace).withName("tanks").delete();

        eventually(
                COLLECTED_WITHIN,
                () -> {
                    assertThat(agones.gameServerSets().inNamespace(namespace).list().getItems())
                            .isEmpty();
                    assertThat(agones.gameServers().inNamespace(namespace).list().getItems())
                            .extracting(server -> server.getMetadata().getName())
                            .containsExactly("stands-alone");
                });
    }

    private static HasMetadata create(
            SharedCluster cluster, String namespace, HasMetadata resource) {
        return cluster.client().resource(resource).inNamespace(namespace).create();
    }

    private static HasMetadata owned(String kind, String name, @Nullable HasMetadata owner) {
        HasMetadata resource =
                Serialization.unmarshal(
                        """
                        {"apiVersion":"agones.dev/v1","kind":"%s","metadata":{"name":"%s"},
                         "spec":{"template":{"spec":{"containers":[]}}}}
                        """
                                .formatted(kind, name),
                        GenericKubernetesResource.class);
        if (owner != null) {
            resource.getMetadata()
                    .getOwnerReferences()
                    .add(
                            new OwnerReferenceBuilder()
                                    .withApiVersion("agones.dev/v1")
                                    .withKind(owner.getKind())
                                    .withName(owner.getMetadata().getName())
                                    .withUid(owner.getMetadata().getUid())
                                    .withController(true)
                                    .withBlockOwnerDeletion(true)
                                    .build());
        }
        return resource;
    }
}
