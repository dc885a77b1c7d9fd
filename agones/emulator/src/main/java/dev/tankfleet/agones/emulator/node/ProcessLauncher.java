package dev.tankfleet.agones.emulator.node;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Runs each game server as a process, with the environment that a pod gives it; its output goes to
 * a file of its name. Called on virtual threads; it has no state.
 *
 * @param command program and arguments
 * @param folder where the output goes
 */
public record ProcessLauncher(List<String> command, Path folder) implements GameServerLauncher {
    public ProcessLauncher {
        command = List.copyOf(command);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IOException if there is no such program
     */
    @Override
    public RunningGameServer launch(GameServerSpec spec) throws IOException {
        Files.createDirectories(folder);
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                Redirect.appendTo(folder.resolve(spec.name() + ".log").toFile()));
        builder.environment().putAll(environment(spec));
        return new RunningProcess(builder.start());
    }

    /** What a pod would find, and its ports, which it would find in its own settings. */
    static Map<String, String> environment(GameServerSpec spec) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("AGONES_SDK_GRPC_PORT", Integer.toString(spec.sidecarPort()));
        environment.put("AGONES_SDK_HTTP_PORT", Integer.toString(spec.sidecarHttpPort()));
        environment.put("GAMESERVER_NAME", spec.name());
        environment.put("POD_NAMESPACE", spec.namespace());
        spec.ports()
                .forEach(
                        port ->
                                environment.put(
                                        "GAMESERVER_PORT_" + variable(port.name()),
                                        Integer.toString(port.port())));
        return environment;
    }

    private static String variable(String portName) {
        return portName.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private record RunningProcess(Process process) implements RunningGameServer {
        @Override
        public void stop() {
            List<ProcessHandle> all = family();
            all.forEach(ProcessHandle::destroy);
            try {
                for (ProcessHandle one : all) {
                    one.onExit().get();
                }
            } catch (InterruptedException e) {
                all.forEach(ProcessHandle::destroyForcibly);
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a process that cannot be waited for", e);
            }
        }

        @Override
        public void kill() {
            family().forEach(ProcessHandle::destroyForcibly);
        }

        /** The process and those that it has started: a script is seldom the game itself. */
        private List<ProcessHandle> family() {
            return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        }

        @Override
        public void whenEnded(IntConsumer ended) {
            var _ = process.onExit().thenAccept(gone -> ended.accept(gone.exitValue()));
        }
    }
}
