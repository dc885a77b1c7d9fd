package dev.tankfleet.fleets.monitoring;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.Rendered;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The sources of boards and alerts, as people write them. */
final class Plans {
    static final Path CHART = Path.of("monitoring").toAbsolutePath();
    static final Path RUNBOOKS = Path.of("..", "docs", "runbooks");

    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private Plans() {}

    /** The alerts by name. */
    static Map<String, JsonNode> alerts() {
        var alerts = new TreeMap<String, JsonNode>();
        read(CHART.resolve("alerts.yaml"))
                .properties()
                .forEach(alert -> alerts.put(alert.getKey(), alert.getValue()));
        return alerts;
    }

    /** The boards by name. */
    static Map<String, JsonNode> boards() {
        var boards = new TreeMap<String, JsonNode>();
        try (var files = Files.newDirectoryStream(CHART.resolve("boards"), "*.yaml")) {
            for (var file : files) {
                boards.put(file.getFileName().toString().replace(".yaml", ""), read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return boards;
    }

    /** All panels of a board. */
    static List<JsonNode> panels(JsonNode board) {
        var panels = new ArrayList<JsonNode>();
        board.path("rows").forEach(row -> row.path("panels").forEach(panels::add));
        return panels;
    }

    /** The page for an alert. */
    static Path runbook(String alert) {
        return RUNBOOKS.resolve(
                CAPITAL.matcher(alert).replaceAll("-").toLowerCase(Locale.ROOT) + ".md");
    }

    static JsonNode read(Path file) {
        try {
            return Rendered.YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
