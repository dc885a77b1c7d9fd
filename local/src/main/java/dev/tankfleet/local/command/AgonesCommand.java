package dev.tankfleet.local.command;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.grpc.AllocatorTls;
import dev.tankfleet.agones.emulator.node.GameServerLauncher;
import dev.tankfleet.agones.emulator.node.ProcessLauncher;
import dev.tankfleet.local.agones.AgonesConsole;
import dev.tankfleet.local.agones.AgonesPlan;
import dev.tankfleet.local.agones.ReadyServer;
import dev.tankfleet.process.log.LogConfig;
import dev.tankfleet.process.log.LogLevel;
import dev.tankfleet.process.log.Logs;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code ./tankfleet agones}: an emulated Agones until Ctrl-C, for clients of any language. */
@Command(
        name = "agones",
        description = {
            "Runs an emulated Agones until Ctrl-C: sidecars and AllocationService, gRPC and REST.",
            "While it runs it takes orders, a line each; help tells which. In the background",
            "give it </dev/null."
        },
        mixinStandardHelpOptions = true)
final class AgonesCommand implements Callable<Integer> {
    private static final Path LOGS = Path.of(".tankfleet", "agones");

    @Option(
            names = "--fleet",
            paramLabel = "NAME=COUNT",
            description = "A Fleet with so many servers; may be said more than once.")
    private Map<String, Integer> fleets = new TreeMap<>();

    @Option(
            names = "--server",
            paramLabel = "NAME",
            description = "A GameServer for a server that you start by hand; more than once.")
    private List<String> servers = List.of();

    @Option(
            names = "--run",
            paramLabel = "COMMAND",
            description = {
                "Each server of a Fleet is this shell command, with AGONES_SDK_GRPC_PORT and",
                "AGONES_SDK_HTTP_PORT set. Default: servers that are Ready and do nothing."
            })
    private @Nullable String run;

    @Option(
            names = "--simulated",
            description = {
                "Servers of Fleets have neither process nor sidecar port, are Ready by themselves,",
                "and may be many: up to 10000 in a Fleet."
            })
    private boolean isSimulated;

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "A label of all servers.")
    private Map<String, String> labels = new TreeMap<>();

    @Option(
            names = "--counter",
            paramLabel = "NAME=COUNT/CAPACITY",
            description = "A counter of all servers.")
    private Map<String, String> counters = new TreeMap<>();

    @Option(names = "--list", paramLabel = "NAME=CAPACITY", description = "A list of all servers.")
    private Map<String, String> lists = new TreeMap<>();

    @Option(
            names = "--allocator-port",
            defaultValue = "8443",
            description = "gRPC of the allocator; REST is one higher. Default: ${DEFAULT-VALUE}.")
    private int allocatorPort;

    @Option(
            names = "--allocators",
            defaultValue = "1",
            description = {
                "Allocators that share the port and do not tell each other what they do.",
                "Default: ${DEFAULT-VALUE}."
            })
    private int allocators;

    @Option(
            names = "--sidecar-port",
            defaultValue = "9357",
            description = {
                "gRPC of the first sidecar, REST is one higher, the next sidecar two higher.",
                "0 for free ones. Default: ${DEFAULT-VALUE}."
            })
    private int sidecarPort;

    @Option(
            names = "--fast",
            description = "Everything some twenty times as fast as the real one; for tests.")
    private boolean isFast;

    @ArgGroup(exclusive = false)
    private @Nullable Tls tls;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Mutual TLS: all of it or nothing. */
    static final class Tls {
        @Option(
                names = "--cert",
                required = true,
                description = "Certificate of the allocator, PEM; with it comes mutual TLS.")
        private Path certificate = Path.of("");

        @Option(names = "--key", required = true, description = "Its private key, PKCS 8.")
        private Path key = Path.of("");

        @Option(
                names = "--client-ca",
                required = true,
                description = "Authority of the clients that are let in.")
        private Path clientAuthority = Path.of("");
    }

    @Override
    public Integer call() {
        var plan =
                new AgonesPlan(
                        config(),
                        fleets,
                        servers,
                        AgonesPlan.template(labels, counters, lists),
                        isSimulated);
        var out = spec.commandLine().getOut();
        var stopped = new CountDownLatch(1);
        try (var logs = Logs.start(LogConfig.standard(LOGS, "agones", LogLevel.INFO));
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Integer> sidecars = new TreeMap<>();
            var emulator = start(plan, launcher(executor), sidecars);
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform()
                                    .unstarted(
                                            () -> {
                                                emulator.close();
                                                stopped.countDown();
                                            }));
            print(emulator, sidecars, logs.file(), out);
            takeOrders(new AgonesConsole(emulator), out);
            stopped.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private EmulatorConfig config() {
        try {
            var config =
                    (isFast ? EmulatorConfig.fast("agones") : EmulatorConfig.asInAgones("agones"))
                            .withAllocatorPort(allocatorPort)
                            .withAllocatorReplicas(allocators)
                            .withSidecarPorts(sidecarPort, 2);
            return tls == null
                    ? config
                    : config.withAllocatorTls(
                            new AllocatorTls(tls.certificate, tls.key, tls.clientAuthority));
        } catch (IllegalArgumentException e) {
            throw new AgonesPlan.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private GameServerLauncher launcher(ExecutorService executor) {
        return run == null
                ? server -> ReadyServer.start(server, executor)
                : new ProcessLauncher(List.of("/bin/sh", "-c", run), LOGS);
    }

    private static Emulator start(
            AgonesPlan plan, GameServerLauncher launcher, Map<String, Integer> sidecars) {
        try {
            return plan.start(launcher, sidecars);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new AgonesPlan.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private void print(
            Emulator emulator, Map<String, Integer> sidecars, Path log, PrintWriter out) {
        int port = emulator.allocatorPort();
        String scheme = tls == null ? "http" : "https";
        out.println();
        out.printf("  Allocator   gRPC 127.0.0.1:%d%n", port);
        out.printf("              %s://127.0.0.1:%d/gameserverallocation%n", scheme, port + 1);
        sidecars.forEach(
                (name, sidecar) ->
                        out.printf(
                                "  Sidecar     gRPC 127.0.0.1:%d  http://127.0.0.1:%d  %s%n",
                                sidecar, sidecar + 1, name));
        out.println("  Log         " + log);
        out.println();
        out.println("  help tells what it can be told. Ctrl-C stops everything.");
        out.flush();
    }

    /** Until nobody can say anything any more; in the background that is at once. */
    private static void takeOrders(AgonesConsole console, PrintWriter out) {
        var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        try {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                out.println(console.run(line));
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
