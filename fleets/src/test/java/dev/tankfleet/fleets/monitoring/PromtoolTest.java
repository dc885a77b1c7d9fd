package dev.tankfleet.fleets.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.Tool;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** What Prometheus itself says about the rules and about every expression of the boards. */
@OnCharts
@NeedsProgram(Program.PROMTOOL)
final class PromtoolTest {
    private static final Tool PROMTOOL = new Tool(Program.PROMTOOL);
    private static final JsonNode CASES = Plans.read(Plans.CHART.resolve("tests/alerts.yaml"));

    @TempDir private Path folder;

    @Test
    void findsNothingWrongWithTheRules() throws IOException {
        var answer = PROMTOOL.run(List.of("check", "rules", "--lint-fatal", rules().toString()));

        assertThat(answer.isFine()).as(answer.text()).isTrue();
    }

    @Test
    void firesAndIsSilentAsTheCasesOfTheChartSay() throws IOException {
        rules();
        var answer = PROMTOOL.run(List.of("test", "rules", write("cases", AlertCases.of(CASES))));

        assertThat(answer.isFine()).as(answer.text()).isTrue();
    }

    @Test
    void noticesAnAlertThatDoesNotFire() throws IOException {
        rules();
        var cases = ((ObjectNode) CASES.deepCopy()).retain("RegionSilent");
        for (var one : cases.path("RegionSilent")) {
            if (one.has("fires")) {
                ((ObjectNode) one).put("at", "30s");
            }
        }

        var answer = PROMTOOL.run(List.of("test", "rules", write("cases", AlertCases.of(cases))));

        assertThat(answer.isFine()).isFalse();
        assertThat(answer.text()).contains("RegionSilent");
    }

    @Test
    void canReadEveryExpressionOfTheBoards() throws IOException {
        var groups = Rendered.YAML.createObjectNode();
        var rules = groups.putArray("groups").addObject().put("name", "boards").putArray("rules");
        for (var board : Plans.boards().values()) {
            for (var panel : Plans.panels(board)) {
                for (var query : panel.path("queries")) {
                    var expression = query.path("expr").asText();
                    rules.addObject()
                            .put("record", "board:%d".formatted(rules.size()))
                            .put("expr", expression.replace("$__rate_interval", "5m"));
                }
            }
        }
        assertThat(rules.size()).isGreaterThan(20);

        var answer = PROMTOOL.run(List.of("check", "rules", write("boards", groups)));

        assertThat(answer.isFine()).as(answer.text()).isTrue();
    }

    @Test
    void leavesOutWhatThisClusterDoesNotSee() {
        var centre =
                MonitoringChart.render(
                        "--set",
                        "watches.region=false,watches.backup=false,watches.certificates=false");
        var alerts = new TreeSet<String>();
        for (var group : MonitoringChart.rules(centre).path("groups")) {
            alerts.add(group.at("/rules/0/alert").asText());
        }

        assertThat(alerts)
                .containsExactly(
                        "JoinsFail",
                        "JoinsSlow",
                        "PlayersWait",
                        "RegionSilent",
                        "ResultsWait",
                        "ServiceMissing");
        assertThat(centre.all("PodMonitor")).isEmpty();
    }

    private Path rules() throws IOException {
        return Path.of(write("alerts", MonitoringChart.rules(MonitoringChart.render())));
    }

    private String write(String name, JsonNode content) throws IOException {
        var file = folder.resolve(name + ".yaml");
        Files.writeString(file, Rendered.YAML.writeValueAsString(content));
        return file.toString();
    }
}
