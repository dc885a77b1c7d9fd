package dev.tankfleet.fleets.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Boards and alerts use only figures, labels and values that somebody shows. */
final class FiguresInUseTest {
    private static final Pattern OF_AN_EXPORTER =
            Pattern.compile("\\| `(tankfleet_[a-z_]+)` \\| [a-z]+ \\| ([^|]*)\\|");
    private static final Pattern SHOWN = Pattern.compile("\\{\\{([a-z_]+)}}");

    private final KnownFigures known = KnownFigures.read();

    @Test
    void usesOnlyFiguresInAlertsThatSomebodyShows() {
        var problems = new ArrayList<String>();
        Plans.alerts()
                .forEach(
                        (alert, plan) ->
                                plan.path("rules")
                                        .forEach(
                                                rule ->
                                                        judge(
                                                                alert,
                                                                rule.path("expr").asText(),
                                                                problems)));

        assertThat(problems).isEmpty();
    }

    @Test
    void usesOnlyFiguresInPanelsThatSomebodyShows() {
        var problems = new ArrayList<String>();
        Plans.boards()
                .forEach(
                        (name, board) -> {
                            for (var panel : Plans.panels(board)) {
                                for (var query : panel.path("queries")) {
                                    var where = name + ", " + panel.path("title").asText();
                                    var read = judge(where, query.path("expr").asText(), problems);
                                    judgeLegend(
                                            where, query.path("legend").asText(), read, problems);
                                }
                            }
                        });

        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"backup, tankfleet_backup_", "certificates, tankfleet_certificate_"})
    void callsTheFiguresOfExportersWhatTheyCallThem(String module, String prefix)
            throws IOException {
        var exporter = Files.readString(Path.of(module, "README.md"));
        var page = Files.readString(KnownFigures.PAGE);
        var rows =
                OF_AN_EXPORTER
                        .matcher(page)
                        .results()
                        .filter(row -> row.group(1).startsWith(prefix))
                        .toList();

        assertThat(rows).isNotEmpty();
        assertThat(rows)
                .allSatisfy(
                        row ->
                                assertThat(exporter)
                                        .contains(
                                                "| `%s` | %s|"
                                                        .formatted(
                                                                row.group(1),
                                                                row.group(2).replace(';', ','))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    sum(gateway_connection_opened); no figure gateway_connection_opened
                    rate(gateway_connection_open_total[5m]); no figure gateway_connection_open_total
                    rate(gateway_admission_duration_seconds_max[5m]) + gateway_admissions; no figure gateway_admissions
                    gateway_connection_ended_total{reason="too_slow"}; gateway_connection_ended_total has no label reason
                    gateway_connection_ended_total{cause=~"too_slow|too_fast"}; cause is never too_fast in gateway_connection_ended_total
                    sum by (cause) (gateway_connection_open); gateway_connection_open has no label cause
                    sum by (region) (gateway_connection_open) / on (fleet) gateway_wire_sockets; gateway_wire_sockets has no label fleet
                    agones_fleet_counters{type="counted"}; type is never counted in agones_fleet_counters
                    """)
    void noticesWhatNobodyShows(String expression, String problem) {
        assertThat(known.unknownIn(Promql.of(expression))).contains(problem);
    }

    @Test
    void readsEveryPartOfAnExpression() {
        var read =
                Promql.of(
                        """
                        max by (a, f) (label_replace(x{t="ready"}, "f", "$1", "n", "(.+)")) > 0.5
                          and on (a) sum(rate(y_total[5m])) unless z\
                        """);

        assertThat(read.figures())
                .extracting(Promql.Figure::name)
                .containsExactly("x", "y_total", "z");
        assertThat(read.figures().getFirst().matchers())
                .containsExactly(new Promql.Matcher("t", "ready"));
        assertThat(read.groupings())
                .extracting(Promql.Grouping::labels)
                .containsExactly(List.of("a", "f"), List.of("a"));
        assertThat(read.made()).containsExactly("f");
    }

    private Promql judge(String where, String expression, List<String> problems) {
        var read = Promql.of(expression);
        if (read.figures().isEmpty()) {
            problems.add(where + ": no figure at all");
        }
        known.unknownIn(read).forEach(problem -> problems.add(where + ": " + problem));
        return read;
    }

    private void judgeLegend(String where, String legend, Promql read, List<String> problems) {
        SHOWN.matcher(legend)
                .results()
                .map(found -> found.group(1))
                .filter(
                        label ->
                                read.figures().stream()
                                        .noneMatch(it -> known.has(it.name(), label)))
                .forEach(label -> problems.add(where + ": nothing to show as " + label));
    }
}
