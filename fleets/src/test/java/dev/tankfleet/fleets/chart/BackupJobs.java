package dev.tankfleet.fleets.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.backup.wire.BackupCommand;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The jobs of a chart that make, keep and prove copies, run as it says, but on a folder and with
 * keys of their own. Owned by one test.
 */
public final class BackupJobs {
    private final Rendered rendered;
    private final Path folder;
    private final Properties keys = new Properties();

    /**
     * Of a chart with a store.
     *
     * @param folder of the test's own
     */
    public BackupJobs(Rendered rendered, Path folder) {
        this.rendered = rendered;
        this.folder = folder;
        try {
            keys.load(new StringReader(run(new String[] {"keys"}, Map.of(), 0)));
        } catch (IOException e) {
            throw new AssertionError("keys cannot be read", e);
        }
    }

    /** What the chart gives a job. */
    public Map<String, String> environment(String component) {
        var pod = rendered.pod(component);
        return ContainerEnvironment.of(rendered, pod, "r-" + component, folder).variables();
    }

    /** Runs a job; what it says. */
    public String run(String component, int status) throws IOException {
        return run(component, status, Map.of());
    }

    /**
     * Runs a job; what it says.
     *
     * @param here what stands for the chart's own on this machine; a file takes a new content
     */
    public String run(String component, int status, Map<String, String> here) throws IOException {
        var environment = new HashMap<>(environment(component));
        environment.put("STORE_URL", "file://" + folder.resolve("store"));
        environment.put("SCRATCH", folder.toString());
        for (var name : keys.stringPropertyNames()) {
            give(environment, name, keys.getProperty(name));
        }
        for (var entry : here.entrySet()) {
            give(environment, entry.getKey(), entry.getValue());
        }
        var arguments = rendered.pod(component).container().path("args").valueStream();
        return run(arguments.map(a -> a.asText()).toArray(String[]::new), environment, status);
    }

    /** Nobody gets a key that the chart does not give him. */
    private void give(Map<String, String> environment, String name, String value)
            throws IOException {
        var file = environment.get(name + "_FILE");
        if (file != null) {
            Files.writeString(Path.of(file), value);
        } else if (!keys.containsKey(name) || environment.containsKey(name)) {
            environment.put(name, value);
        }
    }

    private static String run(String[] arguments, Map<String, String> environment, int status) {
        var said = new StringWriter();
        int ended = BackupCommand.run(arguments, environment, new PrintWriter(said, true));
        assertThat(ended).as("%s", said).isEqualTo(status);
        return said.toString();
    }
}
