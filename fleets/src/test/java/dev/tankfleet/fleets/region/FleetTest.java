package dev.tankfleet.fleets.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tankfleet.agones.kubernetes.autoscaler.FleetAutoscaler;
import dev.tankfleet.agones.kubernetes.fleet.Fleet;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.PodPlan;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.matchmaker.deploy.RegionsFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Fleets and autoscalers, by the types of agones/kubernetes; and what the matchmaker is told. */
@OnCharts
final class FleetTest {
    private static final String BUILD = "1.5.0-rc.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @ParameterizedTest
    @MethodSource(ValueSet.OF_REGION)
    void namesNoFieldThatAgonesDoesNotHave(ValueSet values) throws IOException {
        for (var object : values.rendered().all("Fleet")) {
            assertThat(unknownFields(JSON.treeToValue(object, Fleet.class).getSpec())).isEmpty();
        }
        for (var object : values.rendered().all("FleetAutoscaler")) {
            var typed = JSON.treeToValue(object, FleetAutoscaler.class);
            assertThat(unknownFields(typed.getSpec())).isEmpty();
        }
    }

    @Test
    void noticesAFieldThatAgonesDoesNotHave() throws IOException {
        var text = Chart.REGION.byDefault().rendered().text();
        var misspelt = Rendered.of(text.replace("portPolicy:", "portPolice:"));

        var fleet = JSON.treeToValue(misspelt.one("Fleet", "r-stable"), Fleet.class);

        assertThat(unknownFields(fleet.getSpec())).containsExactly("portPolice");
    }

    @ParameterizedTest
    @MethodSource(ValueSet.OF_REGION)
    void givesEachFleetExactlyOneAutoscaler(ValueSet values) {
        var fleets = values.rendered().all("Fleet").stream().map(Rendered::nameOf).toList();

        assertThat(values.rendered().all("FleetAutoscaler"))
                .extracting(scaler -> scaler.at("/spec/fleetName").asText())
                .containsExactlyElementsOf(fleets)
                .doesNotHaveDuplicates();
    }

    @Test
    void asksTheWebhookThenTheScheduleThenTheCounter() {
        var scaler = Chart.REGION.with("canary").rendered().one("FleetAutoscaler", "r-canary");

        assertThat(scaler.at("/spec/sync/fixedInterval/seconds").asInt()).isEqualTo(5);
        var chain = scaler.at("/spec/policy/chain");
        assertThat(chain)
                .extracting(entry -> entry.path("type").asText())
                .containsExactly("Webhook", "Schedule", "Counter");
        assertThat(chain.at("/0/webhook/url").asText())
                .isEqualTo("https://play.tankfleet.example/autoscale/eu/" + BUILD);
        assertThat(PodPlan.textsOf(chain.at("/1/schedule/between")))
                .containsOnlyKeys("start", "end");
        assertThat(PodPlan.textsOf(chain.at("/2/counter")))
                .containsEntry("key", "matches")
                .containsEntry("bufferSize", "2")
                .containsEntry("minCapacity", "8")
                .containsEntry("maxCapacity", "40");
    }

    @Test
    void tellsBuildsApartThatDifferByTheirDigestAlone() {
        var rendered =
                Chart.REGION
                        .byDefault()
                        .render(
                                "r",
                                List.of(
                                        "--set",
                                        "builds.canary.enabled=true,builds.stable.digest=sha256:"
                                                + "1".repeat(64)
                                                + ",builds.canary.digest=sha256:"
                                                + "2".repeat(64)));

        var names = new ArrayList<String>();
        for (var fleet : rendered.all("Fleet")) {
            var environment =
                    fleet.at("/spec/template/spec/template/spec/containers/0/env").valueStream();
            var build =
                    environment
                            .filter(entry -> entry.path("name").asText().equals("BUILD"))
                            .map(entry -> entry.path("value").asText())
                            .findFirst()
                            .orElseThrow();
            var scaler = rendered.one("FleetAutoscaler", Rendered.nameOf(fleet));
            assertThat(scaler.at("/spec/policy/chain/0/webhook/url").asText())
                    .as("asks by the name that servers give themselves")
                    .endsWith("/autoscale/eu/" + build);
            names.add(build);
        }
        assertThat(names).hasSize(2).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource(ValueSet.OF_REGION)
    void tellsTheMatchmakerLabelsThatServersHave(ValueSet values) throws IOException {
        var rendered = values.rendered();
        var entry = rendered.one("ConfigMap", "r-centre").path("data").path("region.json").asText();
        var file =
                Files.writeString(folder.resolve("regions.json"), "{\"regions\": [" + entry + "]}");

        var region = RegionsFile.read(file).regions().getFirst();

        assertThat(region.namespace()).isEqualTo(ValueSet.NAMESPACE);
        assertThat(region.labels()).isNotEmpty();
        for (var fleet : rendered.all("Fleet")) {
            assertThat(PodPlan.textsOf(fleet.at("/spec/template/metadata/labels")))
                    .containsAllEntriesOf(region.labels());
        }
    }

    /** What the records of agones/kubernetes keep in {@code more}, at any depth. */
    private static List<String> unknownFields(Object value) {
        var unknown = new ArrayList<String>();
        collect(value, unknown);
        return unknown;
    }

    private static void collect(Object value, List<String> unknown) {
        switch (value) {
            case null -> {
                // Not said.
            }
            case Collection<?> list -> list.forEach(item -> collect(item, unknown));
            case Map<?, ?> map -> map.values().forEach(item -> collect(item, unknown));
            case Record record when isOurs(record) -> collectFields(record, unknown);
            default -> {
                // A plain value, or a type of Kubernetes itself.
            }
        }
    }

    private static boolean isOurs(Record record) {
        return record.getClass().getName().startsWith("dev.tankfleet.");
    }

    private static void collectFields(Record record, List<String> unknown) {
        Arrays.stream(record.getClass().getRecordComponents())
                .forEach(
                        component -> {
                            try {
                                var field = component.getAccessor().invoke(record);
                                if (component.getName().equals("more")) {
                                    ((Map<?, ?>) field)
                                            .keySet()
                                            .forEach(key -> unknown.add(key.toString()));
                                } else {
                                    collect(field, unknown);
                                }
                            } catch (IllegalAccessException | InvocationTargetException e) {
                                throw new AssertionError(component.toString(), e);
                            }
                        });
    }
}
