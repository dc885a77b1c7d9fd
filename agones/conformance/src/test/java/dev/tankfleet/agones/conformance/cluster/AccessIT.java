package dev.tankfleet.agones.conformance.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.conformance.subject.kubernetes.RealAgones;
import dev.tankfleet.agones.kubernetes.AgonesResources;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The service accounts of allocator and sidecar may do what they need, and nothing else. */
@OnCluster
final class AccessIT {
    private static final int ANSWER_MAX_S = 30;
    private static final List<String> VERBS =
            List.of(
                    "get",
                    "list",
                    "watch",
                    "create",
                    "update",
                    "patch",
                    "delete",
                    "deletecollection");

    /** All that is asked about: group and resource. */
    private static final Map<String, List<String>> RESOURCES =
            Map.of(
                    "",
                    List.of("pods", "secrets", "configmaps", "nodes", "events", "serviceaccounts"),
                    "agones.dev",
                    List.of("gameservers", "gameserversets", "fleets", "fleets/scale"),
                    "autoscaling.agones.dev",
                    List.of("fleetautoscalers"),
                    "multicluster.agones.dev",
                    List.of("gameserverallocationpolicies"),
                    "allocation.agones.dev",
                    List.of("gameserverallocations"),
                    "rbac.authorization.k8s.io",
                    List.of("roles", "clusterrolebindings"));

    @Test
    void letsTheAllocatorDoWhatItNeeds(SharedCluster cluster) {
        String namespace = cluster.newNamespace();

        assertThat(rights(cluster, "agones-system", "agones-allocator", namespace))
                .containsExactlyInAnyOrder(
                        "gameservers: get list watch update patch",
                        "gameserversets: get list watch",
                        "gameserverallocationpolicies: get list watch",
                        "nodes: list watch",
                        "secrets: list watch",
                        "events: create patch");
    }

    @Test
    void letsASidecarDoWhatItNeedsInItsOwnNamespace(SharedCluster cluster) {
        assertThat(rights(cluster, "default", "agones-sdk", "default"))
                .containsExactlyInAnyOrder("gameservers: list watch patch", "events: create patch");
        assertThat(rights(cluster, "default", "agones-sdk", cluster.newNamespace())).isEmpty();
    }

    @Test
    void letsAMatchmakerAllocateAndNothingElse(SharedCluster cluster) {
        assertThat(rights(cluster, "default", "matchmaker", "default"))
                .containsExactly("gameserverallocations: create");
    }

    @Test
    void letsASidecarWriteAStateItHasSeen(SharedCluster cluster) throws Exception {
        var admin = new AgonesResources(cluster.client()).gameServers().inNamespace("default");
        admin.resource(Samples.gameServer("sidecar-writes", "Scheduled")).create();
        try (var client = clientOf(cluster, "default", "agones-sdk")) {
            var servers = new AgonesResources(client).gameServers().inNamespace("default");

            var seen =
                    servers.withField("metadata.name", "sidecar-writes")
                            .list()
                            .getItems()
                            .getFirst();
            assertThatThrownBy(() -> servers.withName("sidecar-writes").get())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            refused -> assertThat(refused.getCode()).isEqualTo(403));
            // The typed client reads before it patches, which a sidecar may not.
            var patch =
                    client.getHttpClient()
                            .newHttpRequestBuilder()
                            .uri(
                                    cluster.plane().url()
                                            + "/apis/agones.dev/v1/namespaces/default/gameservers/"
                                            + "sidecar-writes")
                            .method(
                                    "PATCH",
                                    "application/json-patch+json",
                                    """
                                    [{"op": "test", "path": "/metadata/resourceVersion",
                                      "value": "%s"},
                                     {"op": "replace", "path": "/status/state",
                                      "value": "RequestReady"}]
                                    """
                                            .formatted(seen.getMetadata().getResourceVersion()))
                            .build();
            int code =
                    client.getHttpClient()
                            .sendAsync(patch, String.class)
                            .get(ANSWER_MAX_S, TimeUnit.SECONDS)
                            .code();

            assertThat(code).isEqualTo(200);
            assertThat(admin.withName("sidecar-writes").get().getStatus().state())
                    .isEqualTo("RequestReady");
        } finally {
            admin.withName("sidecar-writes").delete();
        }
    }

    /** Each resource with the verbs that are allowed, those without any left out. */
    private static List<String> rights(
            SharedCluster cluster, String namespace, String account, String where) {
        Set<String> rights = new TreeSet<>();
        try (var client = clientOf(cluster, namespace, account)) {
            RESOURCES.forEach(
                    (group, resources) ->
                            resources.forEach(
                                    resource -> {
                                        var verbs = verbs(client, group, resource, where);
                                        if (!verbs.isEmpty()) {
                                            rights.add(resource + ": " + String.join(" ", verbs));
                                        }
                                    }));
        }
        return List.copyOf(rights);
    }

    private static List<String> verbs(
            KubernetesClient client, String group, String resource, String namespace) {
        List<String> allowed = new ArrayList<>();
        List<String> parts = List.of(resource.split("/", 2));
        for (String verb : VERBS) {
            var question =
                    new SelfSubjectAccessReviewBuilder()
                            .withNewSpec()
                            .withNewResourceAttributes()
                            .withGroup(group)
                            .withResource(parts.getFirst())
                            .withSubresource(parts.size() > 1 ? parts.get(1) : "")
                            .withVerb(verb)
                            .withNamespace(namespace)
                            .endResourceAttributes()
                            .endSpec()
                            .build();
            var answer = client.authorization().v1().selfSubjectAccessReview().create(question);
            if (answer.getStatus().getAllowed()) {
                allowed.add(verb);
            }
        }
        return allowed;
    }

    private static KubernetesClient clientOf(
            SharedCluster cluster, String namespace, String account) {
        return RealAgones.clientOf(cluster.plane().kubeconfig(namespace, account));
    }
}
