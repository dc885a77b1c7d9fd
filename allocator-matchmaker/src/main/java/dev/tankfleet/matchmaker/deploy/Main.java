package dev.tankfleet.matchmaker.deploy;

import dev.tankfleet.bus.BusMeters;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.bus.nats.NatsConfig;
import dev.tankfleet.identity.http.HttpKeySource;
import dev.tankfleet.matchmaker.Matchmaker;
import dev.tankfleet.matchmaker.MatchmakerParts;
import dev.tankfleet.matchmaker.locate.Locator;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.run.ServiceProcess;
import dev.tankfleet.service.postgres.Migration;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * The service as a process of its own, configured by the environment: {@code MATCHMAKER_…} and
 * {@code NATS_…}, and the file of the regions. Its thread starts everything and then waits.
 */
public final class Main {
    private static final int OPS_PORT = 8002;
    private static final Duration SERVICE_STOP_MAX = Duration.ofSeconds(7);
    private static final Duration PART_STOP_MAX = Duration.ofSeconds(1);
    private static final Duration KEYS_DEADLINE = Duration.ofSeconds(2);

    private Main() {}

    /** Runs until a signal ends it; with the argument {@code migrate}, until the tables are. */
    public static void main(String[] arguments) {
        if (Migration.isAsked(arguments)) {
            System.exit(Migration.run(Main.class, "matchmaker", Settings.of(System.getenv())));
        }
        var stopMax = SERVICE_STOP_MAX.plus(PART_STOP_MAX.multipliedBy(4));
        ServiceProcess.run("matchmaker", OPS_PORT, stopMax, Main::start);
    }

    private static void start(ServiceProcess process) throws IOException {
        var config = process.settings().bind(ProcessConfig.class, "matchmaker");
        var nats = process.settings().bind(NatsConfig.class, "nats");
        var regions = RegionsFile.read(config.regionsFile());

        var keys = HttpKeySource.create(config.keysUrl(), KEYS_DEADLINE);
        process.keep("keys", PART_STOP_MAX, keys::close);
        var bus = NatsBus.connect(nats, Lawbook.standard(), Role.MATCHMAKER, config.id());
        process.keep("bus", PART_STOP_MAX, bus::close);
        BusMeters.bind(bus, process.meters());
        process.ready().require("bus", bus::isConnected);
        var callbacks = Executors.newVirtualThreadPerTaskExecutor();
        process.keep("callbacks", PART_STOP_MAX, callbacks::close);
        var allocators = RegionAllocators.open(regions, config.allocationDeadline(), callbacks);
        process.keep("allocators", PART_STOP_MAX, allocators::close);

        var parts = new MatchmakerParts(bus, allocators, keys, Locator.unknown(), process.meters());
        var service = Matchmaker.start(config.service(regions.table()), parts);
        process.keep("service", SERVICE_STOP_MAX, service::close);
        process.ready().require("service", service::isReady);
    }
}
