package dev.tankfleet.gameserver;

import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;
import dev.tankfleet.gameserver.lifecycle.agones.AgonesSidecar;
import dev.tankfleet.link.GatewayLink;
import dev.tankfleet.link.bus.BusGatewayLink;
import dev.tankfleet.link.bus.BusServerLink;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.proto.command.CommandReply;
import dev.tankfleet.proto.command.Seat;
import dev.tankfleet.proto.command.ServerCommand;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.result.MatchResult;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.OneTimeToken;
import dev.tankfleet.proto.status.ServerStatus;
import dev.tankfleet.proto.subject.Subjects;
import dev.tankfleet.route.memory.MemoryRouteStore;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One region with a matchmaker and a gateway played by the test, on the bus and the route store in
 * memory.
 */
final class Region implements AutoCloseable {
    static final String SERVER = "eu-gs1";
    static final String GATEWAY = "g1";
    static final Duration MAX = Duration.ofSeconds(20);

    final MemoryHub hub = MemoryHub.create(Lawbook.standard());
    final MemoryRouteStore routes = MemoryRouteStore.create();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final BlockingQueue<ServerStatus> statuses = new LinkedBlockingQueue<>();
    final BlockingQueue<MatchResult> results = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> states = new LinkedBlockingQueue<>();
    final Bus centre = hub.connect(Role.MATCHMAKER, "mm");
    final GatewayLink gateway =
            BusGatewayLink.create(
                    hub.leaf("eu").connect(Role.GATEWAY, GATEWAY),
                    GATEWAY,
                    (matchId, body) -> states.add(body));

    Region() {
        centre.subscribe(
                Subjects.ofEveryRegion(Subjects.SERVER_STATUS),
                message -> {
                    try {
                        statuses.add(ServerStatus.read(message.body()));
                    } catch (MalformedBody e) {
                        throw new IllegalStateException(e);
                    }
                });
        centre.consumeDurable(
                Subjects.ofEveryRegion(Subjects.MATCH_RESULT),
                "results",
                Duration.ofSeconds(30),
                message -> {
                    try {
                        results.add(MatchResult.read(message.body()));
                        message.acknowledge();
                    } catch (MalformedBody e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    GameServer startServer(int sidecarPort) {
        var config =
                GameServerConfig.standard(
                        SERVER,
                        "eu",
                        "Frankfurt",
                        "127.0.0.1",
                        "ws://127.0.0.1:8080",
                        Secret.of("a key of the region, long enough"));
        var bus = hub.leaf("eu").connect(Role.GAME_SERVER, SERVER);
        return GameServer.start(
                config,
                GameServerPorts.onSystemClocks(
                        bus,
                        BusServerLink.create(bus),
                        routes,
                        AgonesSidecar.connect(
                                SdkConfig.onPort(sidecarPort), config.overflowLabel()),
                        meters));
    }

    CommandReply command(ServerCommand command) throws MalformedBody {
        return command(command.write());
    }

    CommandReply command(byte[] body) throws MalformedBody {
        var subject = Subjects.ofRegion("eu", Subjects.serverCommand(SERVER));
        return switch (centre.request(subject, body, MAX)) {
            case Bus.Reply.Answered(var answer) -> CommandReply.read(answer);
            case Bus.Reply.NobodyThere() -> throw new IllegalStateException("nobody there");
            case Bus.Reply.TimedOut() -> throw new IllegalStateException("no answer");
        };
    }

    static ServerCommand.PrepareMatch prepare(
            String matchId, int attempt, @Nullable String intent, String... players) {
        var seats = java.util.Arrays.stream(players).map(Region::seat).toList();
        return new ServerCommand.PrepareMatch(
                matchId, attempt, intent, "free_for_all", null, 7, seats, Duration.ofSeconds(30));
    }

    static Seat seat(String playerId) {
        return new Seat(playerId, null, OneTimeToken.sha256("token of " + playerId));
    }

    /** Joins as a gateway does: token from the store, owner from the route. */
    JoinReply join(String matchId, String playerId, int slot) {
        var sha256 = OneTimeToken.sha256("token of " + playerId);
        var grant = routes.redeem(sha256).orElseThrow();
        var route = routes.find(matchId).orElseThrow();
        var join =
                new Join(
                        matchId,
                        route.serverId(),
                        route.instance(),
                        route.epoch(),
                        GATEWAY,
                        slot,
                        new Join.Credential.Redeemed(grant.playerId(), sha256),
                        null,
                        null);
        return switch (gateway.join(join, MAX)) {
            case GatewayLink.Outcome.Answered(var reply) -> reply;
            case GatewayLink.Outcome.Unreachable() ->
                    throw new IllegalStateException("unreachable");
        };
    }

    /** The first status from now on that is as wanted. */
    ServerStatus statusThat(Predicate<ServerStatus> wanted) throws InterruptedException {
        long untilNs = System.nanoTime() + MAX.toNanos();
        while (System.nanoTime() - untilNs < 0) {
            var status = statuses.poll(1, TimeUnit.SECONDS);
            if (status != null && wanted.test(status)) {
                return status;
            }
        }
        throw new AssertionError(
                "no such status within " + MAX + "; the last: " + List.copyOf(statuses));
    }

    @Override
    public void close() {
        gateway.close();
        hub.close();
        routes.close();
    }
}
