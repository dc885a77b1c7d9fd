package dev.tankfleet.agones.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.agones.kubernetes.allocation.GameServerAllocation;
import dev.tankfleet.agones.kubernetes.autoscaler.FleetAutoscaler;
import dev.tankfleet.agones.kubernetes.autoscaler.FleetAutoscalerSpec;
import dev.tankfleet.agones.kubernetes.autoscaler.Policy;
import dev.tankfleet.agones.kubernetes.fleet.Fleet;
import dev.tankfleet.agones.kubernetes.fleet.GameServerSet;
import dev.tankfleet.agones.kubernetes.gameserver.GameServer;
import dev.tankfleet.agones.kubernetes.policy.GameServerAllocationPolicy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Resources as the API server of Agones has them come back as they went, with the fields that no
 * type knows.
 */
final class RoundTripTest {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final ObjectMapper TREE = new ObjectMapper();

    /** Objects whose keys are names that somebody chose. */
    private static final Set<String> MAPS =
            Set.of("counters", "lists", "labels", "annotations", "matchLabels");

    private record Sample(String file, Class<? extends HasMetadata> type) {}

    static List<Sample> samples() {
        return List.of(
                new Sample("game-server.json", GameServer.class),
                new Sample("fleet.json", Fleet.class),
                new Sample("game-server-set.json", GameServerSet.class),
                new Sample("fleet-autoscaler.json", FleetAutoscaler.class),
                new Sample("game-server-allocation-policy.json", GameServerAllocationPolicy.class),
                new Sample("game-server-allocation.json", GameServerAllocation.class));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void comesBackAsItWent(Sample sample) throws Exception {
        String text = read(sample.file());

        HasMetadata resource = JSON.unmarshal(text, sample.type());

        assertThat(TREE.readTree(JSON.asJson(resource))).isEqualTo(TREE.readTree(text));
    }

    /** A newer Agones may add a field to any object. */
    @ParameterizedTest
    @MethodSource("samples")
    void keepsAFieldOfTheFutureInAnyPlace(Sample sample) throws Exception {
        var tree = (ObjectNode) TREE.readTree(read(sample.file()));
        addFuture((ObjectNode) tree.get("spec"));
        if (tree.has("status")) {
            addFuture((ObjectNode) tree.get("status"));
        }

        HasMetadata resource = JSON.unmarshal(TREE.writeValueAsString(tree), sample.type());

        if (sample.type() != GameServerAllocation.class) {
            assertThat(TREE.readTree(JSON.asJson(resource))).isEqualTo(tree);
        }
    }

    private static void addFuture(ObjectNode object) {
        for (var field : object.properties()) {
            if (MAPS.contains(field.getKey())) {
                field.getValue().forEach(RoundTripTest::addFutureTo);
            } else {
                addFutureTo(field.getValue());
            }
        }
        object.putObject("future").put("a", 1);
    }

    private static void addFutureTo(JsonNode node) {
        if (node instanceof ObjectNode object) {
            addFuture(object);
        } else {
            node.forEach(RoundTripTest::addFutureTo);
        }
    }

    @Test
    void writesTheRuleThatItsFactoryNames() throws Exception {
        var room = new Policy.Room("matches", new IntOrString(4), 0L, 100L);
        var policy =
                Policy.chainOf(
                        Policy.of(Policy.Webhook.at("http://hook")).withId("hook"),
                        Policy.ofCounter(room).withId("counter"));
        var autoscaler = new FleetAutoscaler();
        autoscaler.setSpec(FleetAutoscalerSpec.of("tanks", policy, 2));

        JsonNode spec = TREE.readTree(JSON.asJson(autoscaler)).get("spec");

        assertThat(spec)
                .isEqualTo(
                        TREE.readTree(
                                """
                                {"fleetName":"tanks","policy":{"type":"Chain","chain":[
                                  {"id":"hook","type":"Webhook","webhook":{"url":"http://hook"}},
                                  {"id":"counter","type":"Counter","counter":{"key":"matches",
                                   "bufferSize":4,"minCapacity":0,"maxCapacity":100}}]},
                                 "sync":{"type":"FixedInterval","fixedInterval":{"seconds":2}}}\
                                """));
    }

    private static String read(String file) throws IOException {
        try (var in = RoundTripTest.class.getResourceAsStream("/samples/" + file)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
