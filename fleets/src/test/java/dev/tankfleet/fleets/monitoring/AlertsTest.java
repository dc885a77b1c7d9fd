package dev.tankfleet.fleets.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Each alert has a page that helps, a board that exists, and cases both ways. */
final class AlertsTest {
    /** As many as people can keep apart at night. */
    private static final int PAGES_MAX = 15;

    private static final List<String> SECTIONS =
            List.of("## Detect", "## Decide", "## Act", "## Undo");
    private static final Pattern COMMAND = Pattern.compile("^ {4}[a-z]|^```", Pattern.MULTILINE);
    private static final JsonNode CASES = Plans.read(Plans.CHART.resolve("tests/alerts.yaml"));

    @Test
    void leadsToARunbookThatHasAllFourSteps() throws IOException {
        for (var alert : Plans.alerts().keySet()) {
            var text = Files.readString(Plans.runbook(alert));

            assertThat(text).as(alert).startsWith("# " + alert + "\n");
            assertThat(text).as(alert).containsSubsequence(SECTIONS);
            var act = text.substring(text.indexOf("## Act"));
            assertThat(COMMAND.matcher(act).find()).as("a command in " + alert).isTrue();
        }
    }

    @Test
    void hasNoRunbookWithoutAnAlert() throws IOException {
        var pages = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(Plans.RUNBOOKS, "*.md")) {
            files.forEach(file -> pages.add(file.getFileName().toString()));
        }
        var expected = new ArrayList<>(List.of("README.md"));
        Plans.alerts()
                .keySet()
                .forEach(it -> expected.add(Plans.runbook(it).getFileName().toString()));

        assertThat(pages).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void leadsToABoardThatShowsIt() {
        var boards = Plans.boards();
        Plans.alerts()
                .forEach(
                        (alert, plan) ->
                                assertThat(Plans.panels(boards.get(plan.path("board").asText())))
                                        .as(alert)
                                        .anyMatch(it -> it.path("alert").asText().equals(alert)));
    }

    @Test
    void showsOnBoardsOnlyAlertsThatExist() {
        var alerts = Plans.alerts().keySet();
        Plans.boards()
                .forEach(
                        (name, board) ->
                                assertThat(Plans.panels(board))
                                        .as(name)
                                        .allMatch(
                                                it ->
                                                        !it.has("alert")
                                                                || alerts.contains(
                                                                        it.path("alert")
                                                                                .asText())));
    }

    @Test
    void firesInACaseOfEachRuleAndIsSilentInOneOfEachAlert() {
        Plans.alerts()
                .forEach(
                        (alert, plan) -> {
                            for (var rule : plan.path("rules")) {
                                assertThat(CASES.path(alert))
                                        .as(alert + " " + rule.path("labels"))
                                        .anyMatch(one -> fires(one, rule.path("labels")));
                            }
                            assertThat(cases(alert)).as(alert).anyMatch(one -> !one.has("fires"));
                        });
    }

    @Test
    void wakesPeopleForFewThings() {
        var alerts = Plans.alerts().values();

        assertThat(alerts).hasSizeGreaterThanOrEqualTo(10);
        assertThat(alerts)
                .allMatch(it -> List.of("page", "ticket").contains(it.path("severity").asText()));
        assertThat(
                        alerts.stream()
                                .filter(it -> it.path("severity").asText().equals("page"))
                                .count())
                .isLessThanOrEqualTo(PAGES_MAX);
    }

    private static Stream<JsonNode> cases(String alert) {
        return StreamSupport.stream(CASES.path(alert).spliterator(), false);
    }

    private static boolean fires(JsonNode one, JsonNode labels) {
        return StreamSupport.stream(one.path("fires").spliterator(), false)
                .anyMatch(
                        fired ->
                                labels.propertyStream()
                                        .allMatch(
                                                it ->
                                                        it.getValue()
                                                                .equals(
                                                                        fired.path("labels")
                                                                                .get(
                                                                                        it
                                                                                                .getKey()))));
    }
}
