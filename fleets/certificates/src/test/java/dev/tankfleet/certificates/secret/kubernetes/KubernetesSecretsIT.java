package dev.tankfleet.certificates.secret.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.certificates.secret.Secrets;
import dev.tankfleet.certificates.secret.SecretsContractTest;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.Map;

/** On a client over HTTP; with a real API server in {@code fleets}. */
@Timeout(120)
@EnableKubernetesMockClient(https = false, crud = true)
final class KubernetesSecretsIT extends SecretsContractTest {
    private static final String NAMESPACE = "games";

    // Set by the extension.
    private KubernetesClient client;
    private KubernetesMockServer server;

    @Override
    protected Secrets secrets() {
        return KubernetesSecrets.of(client, NAMESPACE, "r");
    }

    @Test
    void leavesToOthersWhatAnotherReleaseOrProgramMade() throws IOException {
        KubernetesSecrets.of(client, NAMESPACE, "other").create("other-hub-tls", Map.of());
        client.resource(
                        new SecretBuilder()
                                .withNewMetadata()
                                .withName("by-hand")
                                .withNamespace(NAMESPACE)
                                .endMetadata()
                                .build())
                .create();

        assertThat(secrets().find("other-hub-tls").orElseThrow().isOurs()).isFalse();
        assertThat(secrets().find("by-hand").orElseThrow().isOurs()).isFalse();
    }

    @Test
    void saysWhichSecretCouldNotBeRead() {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/games/secrets/r-hub-tls")
                .andReturn(403, "{}")
                .always();

        assertThatThrownBy(() -> secrets().find("r-hub-tls"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Secret r-hub-tls in games was not read");
    }
}
