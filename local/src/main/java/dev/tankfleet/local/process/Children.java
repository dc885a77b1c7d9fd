package dev.tankfleet.local.process;

import dev.tankfleet.local.process.ServiceJars.Service;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Starts the services of one fleet, and knows where each shows its metrics. Every thread may call
 * it.
 */
final class Children implements AutoCloseable {
    private final Path folder;
    private final ServiceJars jars;
    private final LeftBehind leftBehind;
    private final HttpClient http = HttpClient.newHttpClient();

    // Guarded by this.
    private final Map<String, URI> metrics = new LinkedHashMap<>();
    private final Set<Service> started = EnumSet.noneOf(Service.class);

    Children(Path folder, ServiceJars jars) {
        this.folder = folder;
        this.jars = jars;
        this.leftBehind = LeftBehind.begin(folder);
    }

    /** Has a child ended by the next fleet, should this one be killed. */
    ChildProcess remember(ChildProcess child) {
        leftBehind.add(child);
        return child;
    }

    /** Starts a service; it is not ready yet. */
    ChildProcess start(Service service, String name, int opsPort, Map<String, String> environment) {
        boolean isFirst;
        synchronized (this) {
            isFirst = started.add(service);
            metrics.put(name, URI.create("http://127.0.0.1:" + opsPort + "/metrics"));
        }
        var all = new HashMap<>(environment);
        all.put("OPS_HOST", "127.0.0.1");
        all.put("OPS_PORT", Integer.toString(opsPort));
        all.put("LOG_DIRECTORY", folder.resolve("log").toAbsolutePath().toString());
        all.put("LOG_NAME", name);
        return remember(
                ChildProcess.start(
                        folder.resolve("log"), name, jars.command(service, isFirst), all));
    }

    /** Waits until a service is ready. */
    ChildProcess await(ChildProcess child, int opsPort) {
        child.awaitReady(http, opsPort);
        return child;
    }

    /** Forgets a service that has ended. */
    synchronized void forget(String name) {
        metrics.remove(name);
    }

    /** Name of each service to its metrics, in the order of their start. */
    synchronized Map<String, URI> metrics() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    HttpClient http() {
        return http;
    }

    /** Longer for those who write down what they have learned. */
    Duration stopMax(Duration usual) {
        return jars.isTraining() ? usual.plusSeconds(60) : usual;
    }

    @Override
    public void close() {
        http.close();
    }
}
