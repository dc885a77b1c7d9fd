package dev.tankfleet.matchmaker.allocation.kubernetes;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.kubernetes.AgonesResources;
import dev.tankfleet.agones.kubernetes.allocation.GameServerAllocations;
import dev.tankfleet.matchmaker.allocation.Allocator;
import dev.tankfleet.matchmaker.allocation.agones.AgonesAllocator;
import dev.tankfleet.process.config.Check;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Allocates with GameServerAllocations, one client per region; the second way, with the answers of
 * the first. Without state of its own but for the number of calls under way, at most {@value
 * #CALLS_MAX} per region.
 *
 * <p>It needs the right to create gameserverallocations in the namespace of the game servers, and
 * no other.
 */
public final class KubernetesAllocator implements Allocator, AutoCloseable {
    private static final int CALLS_MAX = 64;

    private final Map<String, Door> doors;

    private KubernetesAllocator(Map<String, Door> doors) {
        this.doors = Map.copyOf(doors);
    }

    /**
     * Reads how each cluster is reached; connects with the first call.
     *
     * @param clusters region to the cluster in it
     * @param deadline time for one call, more than zero
     * @throws IOException if a kubeconfig cannot be used; nothing stays open
     */
    public static KubernetesAllocator open(Map<String, Cluster> clusters, Duration deadline)
            throws IOException {
        Check.that(deadline.isPositive(), "deadline", deadline, "> 0");
        var doors = new HashMap<String, Door>();
        try {
            for (var entry : clusters.entrySet()) {
                var cluster = entry.getValue();
                doors.put(
                        entry.getKey(),
                        Door.open(config(cluster.access()), cluster.servers(), deadline));
            }
        } catch (IOException e) {
            doors.values().forEach(door -> door.client().close());
            throw e;
        }
        return new KubernetesAllocator(doors);
    }

    @Override
    public Set<String> regions() {
        return doors.keySet();
    }

    @Override
    public Answer allocate(String region, String intent) {
        var door = doors.get(region);
        return door == null
                ? new Answer.NotDone("no cluster in region " + region)
                : door.allocate(intent);
    }

    /** Calls under way end without an answer. */
    @Override
    public void close() {
        doors.values().forEach(door -> door.client().close());
    }

    private static Config config(Access access) throws IOException {
        return switch (access) {
            case Access.InCluster _ -> Config.autoConfigure(null);
            case Access.Kubeconfig(var file, var context) -> kubeconfig(file, context);
        };
    }

    private static Config kubeconfig(Path file, @Nullable String context) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(file + ": cannot be read");
        }
        try {
            var config = Config.fromKubeconfig(context, file.toFile());
            // Where the context is missing, the client would silently take another one.
            boolean isThere =
                    context == null
                            ? config.getCurrentContext() != null
                            : config.getContexts().stream()
                                    .anyMatch(known -> context.equals(known.getName()));
            if (!isThere) {
                throw new IOException(
                        file + ": has no context " + (context == null ? "at all" : context));
            }
            return config;
        } catch (RuntimeException e) { // what its parser throws is no part of the client's API
            throw new IOException(file + ": is no kubeconfig", e);
        }
    }

    /**
     * Where a region's servers come from.
     *
     * @param access how its API server is reached
     * @param servers which servers will do: one selector, Ready, of our region and build
     */
    public record Cluster(Access access, Allocation servers) {}

    /** How an API server is reached. */
    public sealed interface Access {
        /** As the service account of the pod in which we run. */
        record InCluster() implements Access {}

        /**
         * As a kubeconfig says.
         *
         * @param file the file, read once
         * @param context the context in it, null for its current one
         */
        record Kubeconfig(Path file, @Nullable String context) implements Access {}
    }

    private record Door(
            KubernetesClient client,
            GameServerAllocations allocations,
            Allocation servers,
            Semaphore calls) {
        static Door open(Config config, Allocation servers, Duration deadline) {
            var client = new KubernetesClientBuilder().withConfig(config).build();
            return new Door(
                    client,
                    new AgonesResources(client).allocations(deadline),
                    servers,
                    new Semaphore(CALLS_MAX));
        }

        Answer allocate(String intent) {
            if (!calls.tryAcquire()) {
                return new Answer.NotDone("calls under way: " + CALLS_MAX);
            }
            try {
                return AgonesAllocator.answerTo(
                        allocations.allocate(
                                servers.withAnnotation(AgonesAllocator.INTENT_KEY, intent)));
            } finally {
                calls.release();
            }
        }
    }
}
