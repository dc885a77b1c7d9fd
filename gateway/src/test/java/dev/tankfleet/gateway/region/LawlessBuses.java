package dev.tankfleet.gateway.region;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.bus.nats.NatsConfig;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.testkit.nats.TestNats;

import java.util.ArrayList;
import java.util.List;

/** Connections to a server that forbids nothing. Owned by one test, which closes the server. */
public final class LawlessBuses implements TestRegion.Buses {
    private final TestNats server;
    private final List<Bus> connections = new ArrayList<>();

    public LawlessBuses(TestNats server) {
        this.server = server;
    }

    @Override
    public Bus connect(Role role, String selfId) {
        var config =
                new NatsConfig(
                        List.of(server.url()),
                        "anybody",
                        Secret.of("anybody"),
                        List.of(),
                        Waiting.MAX);
        var bus = NatsBus.connect(config, Lawbook.standard(), role, selfId);
        connections.add(bus);
        return bus;
    }

    @Override
    public void close() {
        connections.forEach(Bus::close);
    }
}
