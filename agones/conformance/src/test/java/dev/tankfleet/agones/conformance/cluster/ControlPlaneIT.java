package dev.tankfleet.agones.conformance.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The control plane itself: it is what it says, and leaves nothing behind. */
@OnCluster
final class ControlPlaneIT {
    @Test
    void isTheKubernetesThatIsPinned(SharedCluster cluster) {
        assertThat(cluster.client().getKubernetesVersion().getGitVersion()).isEqualTo("v1.35.4");
        assertThat(cluster.plane().kubectl().run("get", "crd", "-o", "name").lines()).hasSize(5);
    }
}
