package dev.tankfleet.faults.agones;

import static dev.tankfleet.testkit.time.Eventually.eventually;
import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.sdk.GameServer.State;
import dev.tankfleet.e2e.Heard;
import dev.tankfleet.faults.leak.Passports;
import dev.tankfleet.faults.road.Roads;
import dev.tankfleet.matchmaker.scaling.ScalingConfig;
import dev.tankfleet.player.find.FindOutcome;
import dev.tankfleet.player.find.FindOutcome.Placed;
import dev.tankfleet.player.find.Finder;
import dev.tankfleet.player.match.MatchConnection;
import dev.tankfleet.player.match.PlayerInput;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.status.ServerState;
import dev.tankfleet.testkit.postgres.TestDatabase;
import dev.tankfleet.testkit.postgres.TestPostgres;

import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A region, its matchmaker, and players who come to it. Owned by the test's thread. */
final class AgonesScene implements AutoCloseable {
    final AgonesRegion region;

    private final TestDatabase database = TestPostgres.freshDatabase();
    private final Passports passports = Passports.create();
    private final HttpClient http = HttpClient.newHttpClient();
    private AgonesCentre centre;

    private AgonesScene(AgonesRegion region) {
        this.region = region;
    }

    /** So many Ready servers and nobody who allocates. */
    static AgonesScene start(Ground ground, Roads roads, int servers) throws IOException {
        var scene = new AgonesScene(AgonesRegion.start(ground, roads, servers));
        scene.region.await(State.READY, servers);
        return scene;
    }

    /** A matchmaker comes, after the one before has gone; it keeps so many slots free. */
    void matchmakerKeeps(int slots) {
        matchmakerKeeps(slots, ScalingConfig.OFF);
    }

    /** The same for one that autoscalers may ask. */
    void matchmakerKeeps(int slots, ScalingConfig scaling) {
        matchmakerGoes();
        centre = AgonesCentre.start(region, database, passports, slots, scaling);
    }

    /** Nobody allocates any more. */
    void matchmakerGoes() {
        if (centre != null) {
            centre.close();
            centre = null;
        }
    }

    /** Name of the server that is Allocated, knows it, and stands in the books as such. */
    String allocated() throws Exception {
        var name = new AtomicReference<String>();
        eventually(
                AgonesRegion.SOON,
                () -> {
                    var servers = region.in(State.ALLOCATED);
                    assertThat(servers).hasSize(1);
                    name.set(servers.getFirst().name());
                    assertSays(name.get(), ServerState.ALLOCATED);
                    assertThat(
                                    count(
                                            "allocation_intent WHERE state = 'allocated' AND"
                                                    + " server_id = '%s'"
                                                            .formatted(
                                                                    AgonesRegion.idOf(name.get()))))
                            .isEqualTo(1);
                });
        return name.get();
    }

    /** A player finds a match, joins it, and drives; he comes again until there is room. */
    Playing play(String player) throws Exception {
        var account = passports.of(player);
        var found = new AtomicReference<FindOutcome>();
        eventually(
                AgonesRegion.SOON,
                () -> {
                    found.set(
                            new Finder(http, centre.url()).find(account, "free_for_all", Map.of()));
                    assertThat(found.get()).isInstanceOf(Placed.class);
                });
        var place = (Placed) found.get();
        var heard = new Heard();
        var match =
                MatchConnection.join(
                        http, place.websocketUrl(), place.matchId(), place.token(), heard);
        eventuallyTrue(AgonesRegion.SOON, "AUTH_OK", () -> heard.welcome() != null);
        int seq = match.send(new PlayerInput(1, 0, 90, true));
        eventuallyTrue(
                AgonesRegion.SOON, "his input", () -> heard.lastState().lastInputSeq() >= seq);
        return new Playing(player, place.matchId(), match, heard, region);
    }

    /** Waits until a server says this of itself. */
    void awaitSays(String name, ServerState state) throws Exception {
        eventually(AgonesRegion.SOON, () -> assertSays(name, state));
    }

    /** Waits until the cluster has these counters of a server. */
    void awaitCounters(String name, int matches, int players) throws Exception {
        eventually(
                AgonesRegion.SOON,
                () -> {
                    var counters = region.server(name).counters();
                    assertThat(counters.get("matches").count()).isEqualTo(matches);
                    assertThat(counters.get("players").count()).isEqualTo(players);
                });
    }

    /** Waits until a server is gone and its Fleet has so many Ready or Allocated ones again. */
    void awaitReplaced(String name, int servers) throws Exception {
        eventually(
                AgonesRegion.SOON,
                () -> {
                    assertThat(region.isGone(name)).isTrue();
                    assertThat(region.in(State.READY).size() + region.in(State.ALLOCATED).size())
                            .isEqualTo(servers);
                });
    }

    /** Wherever a fault was: no match runs on a server that Agones may take away. */
    void assertEveryMatchProtected() {
        for (var server : region.in(State.READY)) {
            var last = region.last(server.name());
            assertThat(last == null ? 0 : last.runningMatches()).isZero();
        }
    }

    /** Rows of a table of the matchmaker. */
    long count(String tableAndCondition) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT count(*) FROM matchmaker." + tableAndCondition)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        matchmakerGoes();
        region.close();
        http.close();
    }

    private void assertSays(String name, ServerState state) {
        var last = region.last(name);
        assertThat(last).isNotNull();
        assertThat(last.state()).isEqualTo(state);
    }

    /**
     * A player in a match.
     *
     * @param player his id
     * @param matchId his match
     * @param match his connection
     * @param heard what he has heard
     * @param region where he plays
     */
    record Playing(
            String player,
            String matchId,
            MatchConnection match,
            Heard heard,
            AgonesRegion region) {
        /** Name of the server that runs his match, as it says itself. */
        String server() {
            return region.serverOf(matchId);
        }

        /** Waits until he is told to go elsewhere. */
        void awaitTurnedAway() {
            eventuallyTrue(
                    AgonesRegion.SOON,
                    "the player is told",
                    () -> heard.closeCode() == CloseCode.DRAINING.number());
        }
    }
}
