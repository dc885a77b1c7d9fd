package dev.tankfleet.fleets.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.fleets.chart.Rendered;

import java.util.Map;

/**
 * The cases of {@code tests/alerts.yaml} in the words of promtool. What is the same for all alerts
 * is added: severity, links, and a case in which Prometheus has read nothing.
 */
final class AlertCases {
    private static final String RUNBOOKS = "https://docs.tankfleet.example/runbooks/";
    private static final String BOARDS = "https://grafana.tankfleet.example/d/tankfleet-";

    /** Fires when nothing is there, and has a case of its own for that. */
    private static final String ON_NOTHING = "ServiceMissing";

    private AlertCases() {}

    /** Of these alerts; the others are left out. */
    static ObjectNode of(JsonNode cases) {
        var file = Rendered.YAML.createObjectNode();
        file.putArray("rule_files").add("alerts.yaml");
        file.put("evaluation_interval", "1m");
        var tests = file.putArray("tests");
        var nothing = test(tests, "nothing is known");
        for (var alert : cases.properties()) {
            var plan = Plans.alerts().get(alert.getKey());
            for (var one : alert.getValue()) {
                var test = test(tests, alert.getKey() + " " + one.path("it").asText());
                for (var series : one.path("series").properties()) {
                    test.withArray("input_series")
                            .addObject()
                            .put("series", series.getKey())
                            .put("values", text(series));
                }
                expect(test, alert.getKey(), plan, one);
            }
            if (!alert.getKey().equals(ON_NOTHING)) {
                var late = Rendered.YAML.createObjectNode().put("at", "20m");
                expect(nothing, alert.getKey(), plan, late);
            }
        }
        return file;
    }

    /** YAML reads some series as numbers, and promtool would then see one value. */
    private static String text(Map.Entry<String, JsonNode> series) {
        if (!series.getValue().isTextual()) {
            throw new AssertionError(series + " (expected: a text, such as 0+0x30)");
        }
        return series.getValue().asText();
    }

    private static ObjectNode test(ArrayNode tests, String name) {
        var test = tests.addObject().put("name", name).put("interval", "1m");
        test.putArray("input_series");
        return test;
    }

    private static void expect(ObjectNode test, String alert, JsonNode plan, JsonNode one) {
        var expected =
                test.withArray("alert_rule_test")
                        .addObject()
                        .put("alertname", alert)
                        .put("eval_time", one.path("at").asText());
        var alerts = expected.putArray("exp_alerts");
        for (var fires : one.path("fires")) {
            var firing = alerts.addObject();
            var labels = firing.putObject("exp_labels");
            labels.put("severity", plan.path("severity").asText());
            labels.setAll((ObjectNode) fires.path("labels"));
            var description = fires.has("description") ? fires : plan;
            firing.putObject("exp_annotations")
                    .put("summary", fires.path("summary").asText())
                    .put("description", description.path("description").asText())
                    .put("runbook_url", RUNBOOKS + Plans.runbook(alert).getFileName())
                    .put("dashboard_url", BOARDS + plan.path("board").asText());
        }
    }
}
