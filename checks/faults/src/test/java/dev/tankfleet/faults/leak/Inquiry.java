package dev.tankfleet.faults.leak;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.faults.road.Roads;
import dev.tankfleet.link.GatewayLink;
import dev.tankfleet.link.GatewayLink.Outcome;
import dev.tankfleet.link.bus.BusGatewayLink;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.Join.Credential;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.RouteStore;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * Asks the servers themselves whether they run a match: with a credential that opens nothing, as a
 * gateway would. Every thread may ask; an answer takes at most {@link #ANSWER_MAX}.
 */
final class Inquiry implements AutoCloseable {
    private static final String SELF = "inquiry";
    private static final Duration ANSWER_MAX = Duration.ofSeconds(1);

    private final RouteStore routes;
    private final Bus bus;
    private final GatewayLink link;

    Inquiry(Roads roads, RouteStore routes) {
        this.routes = routes;
        this.bus = roads.gateway(SELF);
        this.link = BusGatewayLink.create(bus, SELF, (_, _) -> {});
    }

    /** A match, and where it should run. */
    record Whereabouts(String matchId, String serverId) {}

    /** Those that do not run where they should; all are asked at once. */
    Set<Whereabouts> missing(Collection<Whereabouts> all) {
        var missing = ConcurrentHashMap.<Whereabouts>newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var match : Set.copyOf(all)) {
                threads.execute(
                        () -> {
                            if (!runs(match)) {
                                missing.add(match);
                            }
                        });
            }
        }
        return missing;
    }

    @Override
    public void close() {
        link.close();
        bus.close();
    }

    private boolean runs(Whereabouts match) {
        return routes.find(match.matchId())
                .filter(route -> route.serverId().equals(match.serverId()))
                .map(this::answers)
                .orElse(false);
    }

    private boolean answers(Route route) {
        var join =
                new Join(
                        route.matchId(),
                        route.serverId(),
                        route.instance(),
                        route.epoch(),
                        SELF,
                        0,
                        new Credential.Resume("opens nothing"),
                        null,
                        null);
        return link.join(join, ANSWER_MAX) instanceof Outcome.Answered(var reply)
                && reply instanceof JoinReply.Refused(var code, _)
                && code == CloseCode.BAD_TOKEN;
    }
}
