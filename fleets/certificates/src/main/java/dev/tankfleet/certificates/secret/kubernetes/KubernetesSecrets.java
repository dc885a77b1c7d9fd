package dev.tankfleet.certificates.secret.kubernetes;

import dev.tankfleet.certificates.secret.KeptSecret;
import dev.tankfleet.certificates.secret.Secrets;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Needs the rights to create Secrets, and to get and update those that it is asked for by name.
 * Requests that fail are tried again by the client, for some seconds. It keeps nothing.
 */
public final class KubernetesSecrets implements Secrets, AutoCloseable {
    private static final String TYPE = "kubernetes.io/tls";
    private static final String MADE_BY = "app.kubernetes.io/managed-by";
    private static final String MADE_FOR = "app.kubernetes.io/instance";

    private final KubernetesClient client;
    private final String namespace;
    private final Map<String, String> labels;

    private KubernetesSecrets(KubernetesClient client, String namespace, String owner) {
        this.client = client;
        this.namespace = namespace;
        this.labels = Map.of(MADE_BY, "tankfleet-certificates", MADE_FOR, owner);
    }

    /**
     * Those of the API server that the Pod's own files name, or {@code KUBECONFIG}.
     *
     * @param owner the release for which Secrets are made
     */
    public static KubernetesSecrets open(String namespace, String owner) {
        return of(new KubernetesClientBuilder().build(), namespace, owner);
    }

    /**
     * Those of a client, which is closed with this.
     *
     * @param owner the release for which Secrets are made
     */
    public static KubernetesSecrets of(KubernetesClient client, String namespace, String owner) {
        return new KubernetesSecrets(client, namespace, owner);
    }

    @Override
    public Optional<KeptSecret> find(String name) throws IOException {
        try {
            return Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get())
                    .map(this::kept);
        } catch (KubernetesClientException e) {
            throw failed("read", name, e);
        }
    }

    @Override
    public void create(String name, Map<String, String> data) throws IOException {
        try {
            client.resource(secret(name, data, null)).create();
        } catch (KubernetesClientException e) {
            throw failed("made", name, e);
        }
    }

    @Override
    public void replace(KeptSecret read, Map<String, String> data) throws IOException {
        try {
            client.resource(secret(read.name(), data, read.version())).update();
        } catch (KubernetesClientException e) {
            throw failed("changed", read.name(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private KeptSecret kept(Secret secret) {
        var data = new HashMap<String, String>();
        Objects.requireNonNullElse(secret.getData(), Map.<String, String>of())
                .forEach((key, value) -> data.put(key, decoded(value)));
        var metadata = secret.getMetadata();
        var found = Objects.requireNonNullElse(metadata.getLabels(), Map.<String, String>of());
        return new KeptSecret(
                metadata.getName(),
                metadata.getResourceVersion(),
                found.entrySet().containsAll(labels.entrySet()),
                data);
    }

    /** With a version it takes the place of that one alone. */
    private Secret secret(String name, Map<String, String> data, @Nullable String version) {
        var encoded = new HashMap<String, String>();
        data.forEach((key, value) -> encoded.put(key, encoded(value)));
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withResourceVersion(version)
                .withLabels(labels)
                .endMetadata()
                .withType(TYPE)
                .withData(encoded)
                .build();
    }

    private IOException failed(String what, String name, KubernetesClientException e) {
        return new IOException(
                "Secret %s in %s was not %s: %s".formatted(name, namespace, what, e.getMessage()),
                e);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
