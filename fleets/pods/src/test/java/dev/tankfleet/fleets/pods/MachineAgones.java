package dev.tankfleet.fleets.pods;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tankfleet.agones.conformance.cluster.Kubectl;
import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.autoscaler.AutoscalerSpec;
import dev.tankfleet.agones.emulator.autoscaler.Policy;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.Amount;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.fleet.Overflow;
import dev.tankfleet.agones.emulator.grpc.AllocatorTls;
import dev.tankfleet.agones.emulator.node.NodeConfig;
import dev.tankfleet.agones.sdk.GameServer;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The emulated Agones of the machine: it does with the Fleet and the FleetAutoscaler that the chart
 * has installed what the controller would do, and its game servers are Pods. It reads them once, at
 * its start. Owned by one test.
 */
final class MachineAgones implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A Pod that has no match ends within a second. */
    private static final Duration STOP_MAX = Duration.ofSeconds(20);

    private final Emulator emulator;
    private final Kubectl kubectl;
    private final String namespace;
    private final String fleet;

    private MachineAgones(Emulator emulator, Kubectl kubectl, String namespace, String fleet) {
        this.emulator = emulator;
        this.kubectl = kubectl;
        this.namespace = namespace;
        this.fleet = fleet;
    }

    /**
     * Starts it.
     *
     * @param allocatorPort where the matchmaker comes
     * @param files certificates, as the guide makes them
     * @param namespace of the Fleet
     * @param fleet name of the Fleet and of its FleetAutoscaler
     */
    static MachineAgones start(
            Kubectl kubectl, int allocatorPort, Path files, String namespace, String fleet)
            throws IOException {
        var real = EmulatorConfig.asInAgones("machine");
        var tls =
                new AllocatorTls(
                        files.resolve("allocator.crt"),
                        files.resolve("allocator.key"),
                        files.resolve("ca.crt"));
        var node =
                new NodeConfig(
                        Machine.ADDRESS, 0, 2, 7_000, 8_000, STOP_MAX, real.node().removalDelay());
        var emulator =
                Emulator.start(
                        new EmulatorConfig(
                                        real.name(),
                                        namespace,
                                        real.allocators(),
                                        node,
                                        real.times())
                                .withAllocatorPort(allocatorPort)
                                .withAllocationBatchWait(Duration.ofMillis(20))
                                .withAllocatorTls(tls));
        var read = read(kubectl, "fleet", namespace, fleet);
        var edge = read(kubectl, "deployment", namespace, "eu-edge");
        var sidecar = edge.at("/spec/template/spec/containers/0/image").asText();
        emulator.createFleet(specOf(read), new GameServerPods(kubectl, read, sidecar));
        emulator.createAutoscaler(autoscalerOf(read(kubectl, "fleetautoscaler", namespace, fleet)));
        return new MachineAgones(emulator, kubectl, namespace, fleet);
    }

    /** How many of its game servers are in a state. */
    int count(GameServer.State state) {
        return emulator.counts().getOrDefault(state, 0);
    }

    /** Who said last how many there shall be. */
    String lastAppliedPolicy() {
        return emulator.autoscalerStatus(fleet).lastAppliedPolicy();
    }

    @Override
    public void close() {
        // They would let their matches run to the end first.
        kubectl.run(
                "delete",
                "pods",
                "-n",
                namespace,
                "-l",
                "agones.dev/role=gameserver",
                "--force",
                "--grace-period=0");
        emulator.close();
    }

    private static JsonNode read(Kubectl kubectl, String kind, String namespace, String name)
            throws IOException {
        return JSON.readTree(kubectl.run("get", kind, name, "-n", namespace, "-o", "json"));
    }

    private static FleetSpec specOf(JsonNode fleet) {
        var server = fleet.at("/spec/template");
        var template =
                ServerTemplate.withLabels(texts(server.at("/metadata/labels")))
                        .withPorts(List.of())
                        .withHealth(healthOf(server.at("/spec/health")));
        for (var counter : server.at("/spec/counters").properties()) {
            template =
                    template.withCounter(
                            counter.getKey(),
                            counter.getValue().path("count").asLong(),
                            counter.getValue().path("capacity").asLong());
        }
        var overflow = texts(fleet.at("/spec/allocationOverflow/labels"));
        return FleetSpec.of(
                        fleet.at("/metadata/name").asText(),
                        fleet.at("/spec/replicas").asInt(),
                        template)
                .withOverflow(new Overflow(overflow, Map.of()));
    }

    private static GameServer.Health healthOf(JsonNode health) {
        return new GameServer.Health(
                false,
                Duration.ofSeconds(health.path("periodSeconds").asInt()),
                health.path("failureThreshold").asInt(),
                Duration.ofSeconds(health.path("initialDelaySeconds").asInt()));
    }

    /**
     * Its webhook, and behind it what counts where nobody answers; the schedule is not for a test.
     */
    private static AutoscalerSpec autoscalerOf(JsonNode autoscaler) {
        var webhook = autoscaler.at("/spec/policy/chain/0/webhook");
        var counter = autoscaler.at("/spec/policy/chain/2/counter");
        var authority =
                new String(
                        Base64.getDecoder().decode(webhook.path("caBundle").asText()),
                        StandardCharsets.UTF_8);
        return AutoscalerSpec.of(
                        autoscaler.at("/spec/fleetName").asText(),
                        new Policy.Chain(
                                List.of(
                                        new Policy.Entry(
                                                "webhook",
                                                new Policy.Webhook(
                                                        URI.create(webhook.path("url").asText()),
                                                        authority)),
                                        new Policy.Entry(
                                                "counter",
                                                Policy.Room.inCounter(
                                                        counter.path("key").asText(),
                                                        Amount.of(
                                                                counter.path("bufferSize").asInt()),
                                                        counter.path("minCapacity").asLong(),
                                                        counter.path("maxCapacity").asLong())))))
                .withSync(
                        Duration.ofSeconds(
                                autoscaler.at("/spec/sync/fixedInterval/seconds").asInt()));
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new HashMap<String, String>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
