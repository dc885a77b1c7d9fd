package dev.tankfleet.agones.conformance.subject.kubernetes;

import dev.tankfleet.agones.conformance.cluster.AgonesProcesses;
import dev.tankfleet.agones.conformance.cluster.SdkServer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The sidecars of one scene, each a process that starts when somebody asks for it. One thread uses
 * them.
 *
 * <p>A sidecar begins to count missing signs of life when it is probed for the first time, which a
 * kubelet does as long as a Pod lives. One probe is enough, since the count goes on by itself.
 */
final class Sidecars implements AutoCloseable {
    private static final Duration PROBED_WITHIN = Duration.ofSeconds(30);
    private static final Duration PROBE_MAX = Duration.ofSeconds(5);

    private final AgonesProcesses processes;
    private final HttpClient http = HttpClient.newHttpClient();

    // Of the scene's thread, by GameServer.
    private final Map<String, Sidecar> started = new HashMap<>();

    private record Sidecar(SdkServer server, boolean isHealthDue) {}

    Sidecars(AgonesProcesses processes) {
        this.processes = processes;
    }

    /** Whether one was started for that GameServer, though it may have been killed since. */
    boolean has(String gameServer) {
        return started.containsKey(gameServer);
    }

    /**
     * Starts one.
     *
     * @param isHealthDue whether it is to count missing signs of life
     */
    void startFirst(String gameServer, boolean isHealthDue) {
        var sidecar = new Sidecar(processes.sdkServer(gameServer), isHealthDue);
        started.put(gameServer, sidecar);
        probe(sidecar);
    }

    /** Where one listens that was started. */
    SdkServer of(String gameServer) {
        return sidecar(gameServer).server();
    }

    /** Kills it, as a crash does. */
    void kill(String gameServer) {
        processes.kill(sidecar(gameServer).server());
    }

    /** Starts it again, on its ports. */
    void startAgain(String gameServer) {
        Sidecar sidecar = sidecar(gameServer);
        processes.start(sidecar.server());
        probe(sidecar);
    }

    /** Kills all of them. */
    @Override
    public void close() {
        started.values().forEach(sidecar -> processes.kill(sidecar.server()));
        http.close();
    }

    private Sidecar sidecar(String gameServer) {
        Sidecar sidecar = started.get(gameServer);
        if (sidecar == null) {
            throw new IllegalStateException("no sidecar was started for " + gameServer);
        }
        return sidecar;
    }

    private void probe(Sidecar sidecar) {
        if (!sidecar.isHealthDue()) {
            return;
        }
        String url = "http://127.0.0.1:" + sidecar.server().healthPort() + "/gshealthz";
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(PROBE_MAX).build();
        Wait.until(url + " answers", PROBED_WITHIN, () -> isAnswered(request));
    }

    private boolean isAnswered(HttpRequest request) {
        try {
            var _ = http.send(request, BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
