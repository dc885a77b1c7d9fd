package dev.tankfleet.fleets.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The boards as Grafana gets them. No Grafana runs here: what it would stumble over is looked for.
 */
@OnCharts
final class BoardsTest {
    private static final int WIDTH = 24;
    private static final Set<String> UNITS =
            Set.of("Bps", "cps", "percentunit", "reqps", "s", "short");

    private static Rendered chart;

    @BeforeAll
    static void render() {
        chart = MonitoringChart.render();
    }

    @Test
    void hasOneConfigMapForEachBoardThatTheSidecarFinds() {
        var maps = chart.all("ConfigMap");

        assertThat(maps).hasSameSizeAs(Plans.boards().keySet());
        assertThat(maps)
                .allMatch(it -> it.at("/metadata/labels/grafana_dashboard").asText().equals("1"))
                .allMatch(
                        it ->
                                it.at("/metadata/annotations/grafana_folder")
                                        .asText()
                                        .equals("Tankfleet"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"player", "fleet", "ticks", "gateway-nats"})
    void placesPanelsSideBySide(String name) throws IOException {
        var taken = new HashSet<String>();
        var ids = new HashSet<Integer>();
        for (var panel : board(name).path("panels")) {
            var place = panel.path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            assertThat(right).as(panel.path("title").asText()).isLessThanOrEqualTo(WIDTH);
            for (int x = place.path("x").asInt(); x < right; x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    var cell = x + "," + (place.path("y").asInt() + y);
                    assertThat(taken.add(cell)).as("two panels on " + cell).isTrue();
                }
            }
            assertThat(ids.add(panel.path("id").asInt())).as("id of " + panel).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"player", "fleet", "ticks", "gateway-nats"})
    void describesEveryPanelAndMeasuresItInAUnit(String name) throws IOException {
        for (var panel : panels(name)) {
            var title = panel.path("title").asText();
            assertThat(panel.path("description").asText()).as(title).endsWith(".");
            assertThat(UNITS).as(title).contains(panel.at("/fieldConfig/defaults/unit").asText());
            assertThat(panel.path("targets")).as(title).isNotEmpty();
            assertThat(panel.path("targets").findValuesAsText("refId"))
                    .as(title)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"player", "fleet", "ticks", "gateway-nats"})
    void asksTheDatasourceThatThePersonChose(String name) throws IOException {
        var board = board(name);

        assertThat(board.path("uid").asText()).isEqualTo("tankfleet-" + name);
        assertThat(board.at("/templating/list/0/name").asText()).isEqualTo("datasource");
        assertThat(board.findValues("datasource"))
                .isNotEmpty()
                .allMatch(it -> it.path("uid").asText().equals("${datasource}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"player", "fleet", "ticks", "gateway-nats"})
    void declaresEveryVariableThatItUsesAndUsesEveryOne(String name) throws IOException {
        var board = board(name);
        var declared = new HashSet<>(board.at("/templating/list").findValuesAsText("name"));
        declared.remove("datasource");
        var used = new HashSet<String>();
        for (var expression : board.path("panels").findValuesAsText("expr")) {
            for (var variable : List.of("region", "build", "fleet")) {
                if (expression.contains("$" + variable)) {
                    used.add(variable);
                }
            }
        }

        assertThat(declared).isEqualTo(used);
        for (var variable : board.at("/templating/list")) {
            if (variable.has("definition")) {
                var source =
                        variable.path("definition")
                                .asText()
                                .replaceAll("label_values\\((.*), .*", "$1");
                assertThat(KnownFigures.read().unknownIn(Promql.of(source))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"player", "fleet", "ticks", "gateway-nats"})
    void linksFromAPanelToItsRunbook(String name) throws IOException {
        for (var link : board(name).path("panels").findValues("links")) {
            for (var one : link) {
                var url = one.path("url").asText();
                var page = url.substring(url.lastIndexOf('/') + 1);
                assertThat(url).startsWith("https://docs.tankfleet.example/runbooks/");
                assertThat(Plans.RUNBOOKS.resolve(page)).exists();
            }
        }
    }

    private static List<JsonNode> panels(String name) throws IOException {
        return board(name).path("panels").valueStream().filter(it -> it.has("targets")).toList();
    }

    private static JsonNode board(String name) throws IOException {
        var data = chart.one("ConfigMap", "m-board-" + name).path("data");
        return Rendered.YAML.readTree(data.path("tankfleet-" + name + ".json").asText());
    }
}
