package dev.tankfleet.local.process.child;

import dev.tankfleet.local.process.child.ServicePrograms.Service;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Starts all processes of one fleet, and knows where each service shows its metrics. Every thread
 * may call it. None outlives it: neither one that never got ready, nor, once the next fleet starts
 * in the same folder, those of a fleet that was killed.
 */
public final class Children implements AutoCloseable {
    /**
     * Seconds on a machine of its own; all write at once, and what is cut short is learned anew at
     * the next start.
     */
    public static final Duration LEARNED_MAX = Duration.ofMinutes(5);

    private final Path folder;
    private final ServicePrograms programs;
    private final LeftBehind leftBehind;
    private final HttpClient http = HttpClient.newHttpClient();

    // Guarded by this.
    private final Map<String, URI> metrics = new LinkedHashMap<>();
    private final Set<Service> started = EnumSet.noneOf(Service.class);
    private final List<ChildProcess> all = new ArrayList<>();
    private boolean isClosed;

    /**
     * Nobody yet.
     *
     * @param folder where logs go, and who was started
     */
    public Children(Path folder, ServicePrograms programs) {
        this.folder = folder;
        this.programs = programs;
        this.leftBehind = LeftBehind.begin(folder);
    }

    /**
     * Starts a server that is not ours, and again whenever it ends; it does not listen yet.
     *
     * @param home where its output goes
     */
    public ChildProcess start(Path home, String name, List<String> command) {
        var child = ChildProcess.start(home, name, command, Map.of(), leftBehind::add);
        remember(child);
        child.keepAlive();
        return child;
    }

    /** Starts a service, and again whenever it ends; it is not ready yet. */
    public ChildProcess start(
            Service service, String name, int opsPort, Map<String, String> environment) {
        var child = startOnce(service, name, opsPort, environment);
        child.keepAlive();
        return child;
    }

    /** Starts a service that somebody else replaces; it is not ready yet. */
    public ChildProcess startOnce(
            Service service, String name, int opsPort, Map<String, String> environment) {
        boolean isFirst;
        synchronized (this) {
            isFirst = started.add(service);
            metrics.put(name, URI.create("http://127.0.0.1:" + opsPort + "/metrics"));
        }
        var variables = new HashMap<>(environment);
        variables.put("OPS_HOST", "127.0.0.1");
        variables.put("OPS_PORT", Integer.toString(opsPort));
        variables.put("LOG_DIRECTORY", folder.resolve("log").toAbsolutePath().toString());
        variables.put("LOG_NAME", name);
        var child =
                ChildProcess.start(
                        folder.resolve("log"),
                        name,
                        programs.command(service, isFirst, folder.toAbsolutePath()),
                        variables,
                        leftBehind::add);
        remember(child);
        return child;
    }

    /** Waits until a service is ready. */
    public ChildProcess await(ChildProcess child, int opsPort) {
        child.awaitReady(http, opsPort);
        return child;
    }

    /** Forgets a service that has ended. */
    public synchronized void forget(String name) {
        metrics.remove(name);
        all.removeIf(child -> child.name().equals(name));
    }

    /** Name of each service to its metrics, in the order of their start. */
    public synchronized Map<String, URI> metrics() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** Name of each process that runs to the process. */
    public synchronized Map<String, ProcessHandle> running() {
        return all.stream()
                .filter(ChildProcess::isAlive)
                .collect(Collectors.toMap(ChildProcess::name, ChildProcess::handle));
    }

    HttpClient http() {
        return http;
    }

    /** Longer for those who write down what they have learned. */
    public Duration stopMax(Duration usual) {
        return programs.isTraining() ? usual.plus(LEARNED_MAX) : usual;
    }

    /** Ends who is still there: all were asked before, but for those that never got ready. */
    @Override
    public void close() {
        List<ChildProcess> left;
        synchronized (this) {
            isClosed = true;
            left = List.copyOf(all);
        }
        left.forEach(ChildProcess::kill);
        http.close();
    }

    private void remember(ChildProcess child) {
        boolean isLate;
        synchronized (this) {
            all.add(child);
            isLate = isClosed;
        }
        if (isLate) {
            child.kill();
        }
    }
}
