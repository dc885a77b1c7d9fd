package dev.tankfleet.gateway.region;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;
import dev.tankfleet.gateway.Gateway;
import dev.tankfleet.gateway.GatewayConfig;
import dev.tankfleet.gateway.admission.AdmissionLimits;
import dev.tankfleet.gateway.connection.ConnectionLimits;
import dev.tankfleet.gateway.wire.WireLimits;
import dev.tankfleet.link.bus.BusGatewayLink;
import dev.tankfleet.link.bus.BusServerLink;
import dev.tankfleet.proto.session.OneTimeToken;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.TokenGrant;
import dev.tankfleet.route.memory.MemoryRouteStore;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/** Bus, routes and one gateway on a free port; matches and tokens as the test asks. */
public final class TestRegion implements AutoCloseable {
    /** A page that may play. */
    public static final String ORIGIN = "https://play.example";

    /** Id of the gateway. */
    public static final String GATEWAY_ID = "gw-1";

    /** Nobody refreshes it here, and the longest run takes minutes. */
    private static final Duration TTL = Duration.ofMinutes(30);

    private final Buses buses;
    private final MemoryRouteStore routes = MemoryRouteStore.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SecureRandom random = new SecureRandom();
    private final Gateway gateway;

    /** Where the connections of a region come from; closed with it. */
    public interface Buses extends AutoCloseable {
        /** A connection for one process. */
        Bus connect(Role role, String selfId);

        @Override
        void close();
    }

    private TestRegion(GatewayConfig config, Buses buses) throws IOException {
        this.buses = buses;
        var bus = buses.connect(Role.GATEWAY, GATEWAY_ID);
        gateway =
                Gateway.start(
                        config,
                        handler -> BusGatewayLink.create(bus, GATEWAY_ID, handler),
                        routes,
                        meters);
    }

    /** A region whose gateway has the standard limits. */
    public static TestRegion start() throws IOException {
        return start(ConnectionLimits.defaults(), WireLimits.defaults());
    }

    /** A region whose gateway has limits of its own. */
    public static TestRegion start(ConnectionLimits connection, WireLimits wire)
            throws IOException {
        return start(connection, wire, List.of(), List.of());
    }

    /** A region whose gateway stands behind proxies. */
    public static TestRegion start(
            ConnectionLimits connection,
            WireLimits wire,
            List<String> trustedProxies,
            List<String> preambleSenders)
            throws IOException {
        return new TestRegion(
                config(connection, wire, trustedProxies, preambleSenders), new InMemory());
    }

    /** A region over connections of the test's own, whose gateway takes every upgrade. */
    public static TestRegion over(Buses buses) throws IOException {
        var wire = new WireLimits(10_000, 1_000_000, 1_000_000, Duration.ofSeconds(5), 0);
        return new TestRegion(
                config(ConnectionLimits.defaults(), wire, List.of(), List.of()), buses);
    }

    /** A match with an owner that listens. */
    public ScriptedOwner match(String matchId) {
        var link = BusServerLink.create(buses.connect(Role.GAME_SERVER, "eu-" + matchId));
        var owner = new ScriptedOwner(link, matchId);
        link.listen(matchId, owner, Waiting.MAX);
        routes.claim(route(matchId), TTL);
        return owner;
    }

    /** A route to an owner that nobody is. */
    public void matchWithoutOwner(String matchId) {
        routes.claim(route(matchId), TTL);
    }

    /** The match is over. */
    public void end(String matchId) {
        routes.end(route(matchId), TTL);
    }

    /** A token that opens a seat. */
    public String token(String matchId) {
        var token = OneTimeToken.make(random);
        routes.putToken(OneTimeToken.sha256(token), new TokenGrant(matchId, 1, "player-x"), TTL);
        return token;
    }

    /** The gateway. */
    public Gateway gateway() {
        return gateway;
    }

    /** A client whose socket is open. */
    public TestClient connect() {
        return TestClient.connect(gateway.url());
    }

    /** A client that plays. */
    public TestClient join(String matchId) throws InterruptedException {
        var client = connect();
        client.send(auth(matchId, token(matchId)));
        client.expect("AUTH_OK");
        return client;
    }

    /** The message AUTH with a token. */
    public static String auth(String matchId, String token) {
        return "{\"type\":\"AUTH\",\"match_id\":\"" + matchId + "\",\"token\":\"" + token + "\"}";
    }

    /** A counter's value; 0 if it never counted. */
    public double count(String name, String tag, String value) {
        var counter = meters.find(name).tag(tag, value).counter();
        var function = meters.find(name).tag(tag, value).functionCounter();
        return counter != null ? counter.count() : function != null ? function.count() : 0;
    }

    /** Sockets that the gateway has open. */
    public int sockets() {
        return (int) meters.get("gateway.wire.sockets").gauge().value();
    }

    @Override
    public void close() {
        gateway.close();
        buses.close();
        routes.close();
    }

    private static Route route(String matchId) {
        return new Route(matchId, "eu-" + matchId, "i-1", 1, 1_000, Route.State.PLAYING, "rules-1");
    }

    private static GatewayConfig config(
            ConnectionLimits connection,
            WireLimits wire,
            List<String> trustedProxies,
            List<String> preambleSenders) {
        return new GatewayConfig(
                GATEWAY_ID,
                "eu",
                "127.0.0.1",
                0,
                List.of(),
                List.of(ORIGIN),
                trustedProxies,
                preambleSenders,
                Duration.ofSeconds(2),
                wire,
                connection,
                AdmissionLimits.defaults());
    }

    /** The bus in memory. */
    private static final class InMemory implements Buses {
        private final MemoryHub hub = MemoryHub.create(Lawbook.standard());

        @Override
        public Bus connect(Role role, String selfId) {
            return hub.leaf("eu").connect(role, selfId);
        }

        @Override
        public void close() {
            hub.close();
        }
    }
}
