package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;

/** How many there are, who says so, and how many may be away. */
@OnCharts
final class ManyPodsTest {
    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void leavesTheNumberToOneOfTwo(ValueSet values) {
        for (var deployment : values.rendered().all("Deployment")) {
            boolean isFixed = deployment.path("spec").has("replicas");

            assertThat(isFixed)
                    .as(Rendered.nameOf(deployment))
                    .isNotEqualTo(autoscaler(values.rendered(), deployment).isPresent());
        }
    }

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void letsOneOfManyBeAwayAndKeepsNoNodeForASingleOne(ValueSet values) {
        for (var deployment : values.rendered().all("Deployment")) {
            int least =
                    autoscaler(values.rendered(), deployment)
                            .map(one -> one.at("/spec/minReplicas").asInt())
                            .orElse(deployment.at("/spec/replicas").asInt());
            var budgets = budgets(values.rendered(), deployment);

            assertThat(budgets)
                    .as(Rendered.nameOf(deployment))
                    .allMatch(one -> one.at("/spec/maxUnavailable").asInt() == 1)
                    // One that crashes again and again would keep its node for ever.
                    .allMatch(
                            one ->
                                    one.at("/spec/unhealthyPodEvictionPolicy")
                                            .asText()
                                            .equals("AlwaysAllow"));
            if (least > 1) {
                assertThat(budgets).as(Rendered.nameOf(deployment)).hasSize(1);
            }
        }
    }

    /**
     * A hook makes its Job anew and a CronJob counts its own. One that is neither stays, or Helm
     * would miss it at the next upgrade and run it again.
     */
    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void clearsAwayTheJobsThatComeAgain(ValueSet values) {
        assertThat(values.rendered().all("Job"))
                .allSatisfy(
                        job -> {
                            boolean isHook = job.at("/metadata/annotations").has("helm.sh/hook");
                            assertThat(job.at("/spec").has("ttlSecondsAfterFinished"))
                                    .as(Rendered.nameOf(job))
                                    .isEqualTo(isHook);
                            assertThat(job.at("/spec/activeDeadlineSeconds").asInt()).isPositive();
                        });
        assertThat(values.rendered().all("CronJob"))
                .allMatch(one -> one.at("/spec/failedJobsHistoryLimit").isInt())
                .noneMatch(one -> one.at("/spec/jobTemplate/spec").has("ttlSecondsAfterFinished"));
    }

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void givesNobodyARoleButWhoMakesCertificates(ValueSet values) {
        assertThat(values.rendered().all("Role"))
                .allSatisfy(
                        role -> {
                            assertThat(Rendered.nameOf(role)).isEqualTo("r-certificates");
                            // All that it does to Secrets goes by name, but for those that are
                            // not there yet.
                            assertThat(role.at("/rules/0/resourceNames")).isNotEmpty();
                            assertThat(role.at("/rules/0/verbs").toString())
                                    .isEqualTo("[\"get\",\"update\"]");
                            assertThat(role.at("/rules/1/verbs").toString())
                                    .isEqualTo("[\"create\"]");
                            assertThat(role.path("rules")).hasSize(2);
                            assertThat(role.path("rules"))
                                    .allMatch(
                                            rule ->
                                                    rule.path("resources")
                                                            .toString()
                                                            .equals("[\"secrets\"]"));
                        });
        assertThat(values.rendered().all("ClusterRole")).isEmpty();
        assertThat(values.rendered().all("ClusterRoleBinding")).isEmpty();
    }

    private static Optional<JsonNode> autoscaler(Rendered rendered, JsonNode deployment) {
        return rendered.all("HorizontalPodAutoscaler").stream()
                .filter(
                        one ->
                                one.at("/spec/scaleTargetRef/name")
                                        .asText()
                                        .equals(Rendered.nameOf(deployment)))
                .findFirst();
    }

    private static List<JsonNode> budgets(Rendered rendered, JsonNode deployment) {
        return rendered.all("PodDisruptionBudget").stream()
                .filter(one -> one.at("/spec/selector").equals(deployment.at("/spec/selector")))
                .toList();
    }
}
