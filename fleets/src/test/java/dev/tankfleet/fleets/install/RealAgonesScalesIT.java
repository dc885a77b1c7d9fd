package dev.tankfleet.fleets.install;

import dev.tankfleet.agones.conformance.cluster.AgonesChoice;
import dev.tankfleet.agones.conformance.cluster.AgonesProcesses;
import dev.tankfleet.agones.conformance.junit.NeedsAgones;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.time.Duration;

/** The chart with the programs of Agones that {@code AGONES_BIN} names. */
@OnCharts
@NeedsProgram(Program.KUBERNETES)
@NeedsAgones(asProcesses = true)
@Timeout(600)
final class RealAgonesScalesIT extends ScalingContractTest {
    private static final Duration BATCH_WAIT = Duration.ofMillis(20);

    private static ChartCluster cluster;

    @BeforeAll
    static void startAgones() {
        cluster = ChartCluster.start();
        var folder = Path.of(System.getenv(AgonesChoice.BINARIES_VARIABLE));
        AgonesProcesses.start(cluster.plane(), folder, BATCH_WAIT);
    }

    @AfterAll
    static void stopAgones() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    ChartCluster cluster() {
        return cluster;
    }

    /** Our server would say Ready to its sidecar; neither runs on a simulated node. */
    @Override
    void letServersStart(String namespace) {
        for (var server : read("gameserver", namespace).path("items")) {
            if (server.at("/status/state").asText().equals("Scheduled")) {
                cluster.kubectl()
                        .run(
                                "patch",
                                "gameserver/" + server.at("/metadata/name").asText(),
                                "-n",
                                namespace,
                                "--type=merge",
                                "-p",
                                "{\"status\":{\"state\":\"RequestReady\"}}");
            }
        }
    }
}
