package dev.tankfleet.gameserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.Fault;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.sdk.GameServer.State;
import dev.tankfleet.gameserver.tick.Games;
import dev.tankfleet.proto.binary.Envelope;
import dev.tankfleet.proto.binary.FrameType;
import dev.tankfleet.proto.binary.StateReader;
import dev.tankfleet.proto.command.CommandReply;
import dev.tankfleet.proto.command.CommandReply.Accepted;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;
import dev.tankfleet.proto.command.CommandReply.Refused;
import dev.tankfleet.proto.command.ServerCommand.AddSeats;
import dev.tankfleet.proto.command.ServerCommand.CancelMatch;
import dev.tankfleet.proto.command.ServerCommand.Drain;
import dev.tankfleet.proto.command.ServerCommand.Hold;
import dev.tankfleet.proto.command.ServerCommand.Release;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.result.MatchResult.Reason;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.status.OpenMatch;
import dev.tankfleet.proto.status.ServerState;
import dev.tankfleet.proto.status.ServerStatus;
import dev.tankfleet.proto.subject.Subjects;
import dev.tankfleet.route.Route;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A whole game server on real threads, with the sidecar of an emulated cluster. */
final class GameServerIT {
    private static final ServerTemplate TEMPLATE =
            ServerTemplate.withLabels(Map.of())
                    .withCounter("matches", 0, 4)
                    .withCounter("players", 0, 64);

    private final Region region = new Region();
    private Emulator emulator;
    private GameServer server;

    @BeforeEach
    void startsAServerThatIsReady() throws InterruptedException {
        emulator = Emulator.start(EmulatorConfig.fast("gameserver-it"));
        server = region.startServer(emulator.createGameServer("gs1", TEMPLATE));
        region.statusThat(status -> status.state() == ServerState.READY);
    }

    @AfterEach
    void closesEverything() {
        server.close();
        emulator.close();
        region.close();
    }

    @Test
    void tellsWhatItIs() throws InterruptedException {
        region.centre.publish(Subjects.SERVER_STATUS_POLL, new byte[0]);

        var status = region.statusThat(any -> "Ready".equals(any.agonesState()));

        assertThat(status.serverId()).isEqualTo(Region.SERVER);
        assertThat(status.instance()).isEqualTo(server.instance());
        assertThat(status.maxMatches()).isEqualTo(4);
        assertThat(status.maxPlayers()).isEqualTo(64);
        assertThat(status.modes()).containsExactly("free_for_all", "pve_heist");
        assertThat(status.rules()).isEqualTo(Games.rulesHash());
        assertThat(status.statusSeq()).isNotNull();
        assertThat(status.sentAtMs()).isNotNull();
    }

    @Test
    void runsAMatchFromItsPreparationToItsResult() throws Exception {
        var accepted = accepted(Region.prepare("m1", 1, "i1", "ann", "bob"));
        assertThat(accepted.epoch()).isEqualTo(1_000);
        assertThat(region.routes.find("m1")).map(Route::state).contains(Route.State.PLAYING);

        assertThat(region.join("m1", "ann", 1)).isInstanceOf(JoinReply.Joined.class);
        var status = region.statusThat(any -> any.currentPlayers() == 1);
        assertThat(status.statusSeq()).isGreaterThanOrEqualTo(accepted.statusSeq());
        assertThat(status.open()).hasSize(1);
        assertThat(status.open().getFirst().seats()).isEqualTo(14);
        assertThat(status.runningMatches()).isEqualTo(1);
        int tick = 0;
        for (int i = 0; i < 30; i++) {
            int next = tickOf(nextBody());
            assertThat(next).isGreaterThan(tick);
            tick = next;
        }

        assertThat(region.command(new Drain())).isInstanceOf(Accepted.class);

        assertThat(server.awaitDrained(Region.MAX)).isTrue();
        var result = region.results.poll(Region.MAX.toSeconds(), TimeUnit.SECONDS);
        assertThat(result).isNotNull();
        assertThat(result.reason()).isEqualTo(Reason.ABORTED);
        assertThat(result.players()).hasSize(1);
        assertThat(result.ticks()).isGreaterThanOrEqualTo(tick);
        assertThat(region.routes.find("m1")).map(Route::state).contains(Route.State.ENDED);
        assertThat(lastCloseCode()).isEqualTo(CloseCode.DRAINING.number());
        assertThat(region.results).isEmpty();
        assertRefused(Region.prepare("m2", 1, "i1", "eve"), RefusalCode.DRAINING);
    }

    @Test
    void namesAFullMatchBesideTheOpenOnes() throws Exception {
        var people = IntStream.range(0, 16).mapToObj(i -> "p" + i).toArray(String[]::new);
        accepted(Region.prepare("full", 1, "i1", people));
        accepted(Region.prepare("open", 1, "i1", "ann"));

        var status = region.statusThat(any -> any.runningMatches() == 2 && any.open().size() == 1);

        assertThat(status.open()).extracting(OpenMatch::matchId).containsExactly("open");
        assertThat(status.others()).containsExactly("full");
        assertThat(status.namesAllMatches()).isTrue();
    }

    @Test
    void allocatesItselfWhenAnIntentIsNotFollowedByAnAllocation() throws Exception {
        accepted(Region.prepare("m1", 1, "i1", "ann"));

        var status = region.statusThat(any -> "Allocated".equals(any.agonesState()));

        assertThat(status.state()).isEqualTo(ServerState.ALLOCATED);
        assertThat(status.intent()).isEqualTo("i1");
    }

    @Test
    void answersTheSamePreparationTwiceWithOneMatch() throws Exception {
        var first = accepted(Region.prepare("m1", 1, "i1", "ann"));

        var second = accepted(Region.prepare("m1", 1, "i1", "ann"));

        assertThat(second).isEqualTo(first);
        region.statusThat(any -> any.runningMatches() == 1);
    }

    @Test
    void refusesAnAttemptThatWasCancelledOrOvertaken() throws Exception {
        accepted(Region.prepare("m0", 1, "i1", "zoe"));
        accepted(new CancelMatch("m1", 1));
        assertRefused(Region.prepare("m1", 1, "i1", "ann"), RefusalCode.STALE_ATTEMPT);

        assertThat(accepted(Region.prepare("m1", 2, "i1", "ann")).epoch()).isEqualTo(2_000);
        assertRefused(Region.prepare("m1", 1, "i1", "ann"), RefusalCode.STALE_ATTEMPT);
        assertThat(accepted(Region.prepare("m1", 3, "i1", "ann")).epoch()).isEqualTo(3_000);

        assertThat(region.routes.find("m1")).map(Route::epoch).contains(3_000);
        assertThat(region.join("m1", "ann", 1)).isInstanceOf(JoinReply.Joined.class);
        accepted(new CancelMatch("m1", 3));
        assertThat(region.routes.find("m1")).isEmpty();
        assertRefused(
                new AddSeats("m1", 3, List.of(Region.seat("bob"))), RefusalCode.UNKNOWN_MATCH);
        region.statusThat(any -> any.runningMatches() == 1 && any.currentPlayers() == 0);
        assertThat(region.results).isEmpty();
    }

    @Test
    void leavesTheRouteOfAnOwnerWithAHigherEpochAlone() throws Exception {
        var other = new Route("m1", "eu-gs2", "x", 2, 2_000, Route.State.PLAYING, "r");
        region.routes.claim(other, Duration.ofMinutes(1));

        assertRefused(Region.prepare("m1", 1, "i1", "ann"), RefusalCode.STALE_ATTEMPT);

        assertThat(region.routes.find("m1")).contains(other);
        region.statusThat(any -> any.runningMatches() == 0);
    }

    @Test
    void refusesWhatItCannotDo() throws Exception {
        assertRefused(Region.prepare("m1", 1, null, "ann"), RefusalCode.NOT_ALLOCATED);
        assertRefused(new Hold("i9", Duration.ofSeconds(1)), RefusalCode.UNKNOWN_INTENT);
        for (int i = 0; i < 4; i++) {
            accepted(Region.prepare("m" + i, 1, "i1", "p" + i));
        }

        assertRefused(Region.prepare("m4", 1, "i1", "eve"), RefusalCode.FULL);
        assertRefused(new AddSeats("m9", 1, List.of()), RefusalCode.UNKNOWN_MATCH);
        assertThat(region.command("{\"command\":7}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Refused(RefusalCode.MALFORMED));
        assertThat(region.command(new byte[] {0})).isEqualTo(new Refused(RefusalCode.MALFORMED));
    }

    @Test
    void addsSeatsToAMatchThatIsThere() throws Exception {
        accepted(Region.prepare("m1", 1, "i1", "ann"));

        accepted(new AddSeats("m1", 1, List.of(Region.seat("bob"))));

        assertThat(region.join("m1", "bob", 2)).isInstanceOf(JoinReply.Joined.class);
        assertThat(region.join("m1", "ann", 1)).isInstanceOf(JoinReply.Joined.class);
    }

    @Test
    void returnsToThePoolAtReleaseAndTakesTheNextAllocation() throws Exception {
        accepted(Region.prepare("m1", 1, "i1", "ann"));
        region.statusThat(any -> "Allocated".equals(any.agonesState()));
        accepted(new CancelMatch("m1", 1));

        accepted(new Release("i1"));

        region.statusThat(any -> any.state() == ServerState.READY);
        assertThat(emulator.counts()).containsEntry(State.READY, 1);
        assertRefused(Region.prepare("m2", 1, "i1", "ann"), RefusalCode.NOT_ALLOCATED);
        accepted(Region.prepare("m2", 1, "i2", "ann"));
    }

    @Test
    void outlivesTheDeathOfItsSidecar() throws Exception {
        accepted(Region.prepare("m1", 1, "i1", "ann"));
        assertThat(region.join("m1", "ann", 1)).isInstanceOf(JoinReply.Joined.class);
        emulator.order(new Fault.SidecarDown("gs1"));
        region.states.clear();
        for (int i = 0; i < 60; i++) {
            nextBody();
        }

        emulator.order(new Fault.SidecarUp("gs1"));

        region.statusThat(any -> "Allocated".equals(any.agonesState()));
        assertThat(emulator.counts()).containsEntry(State.ALLOCATED, 1);
    }

    @Test
    void drainsWhenItsGameServerIsDeleted() throws Exception {
        emulator.order(new Fault.ServerDeleted("gs1"));

        region.statusThat(any -> any.state() == ServerState.DRAINING);
        assertThat(server.awaitDrained(Region.MAX)).isTrue();
    }

    @Test
    void stopsWithinTenSecondsAndTellsAgones() throws Exception {
        accepted(Region.prepare("m1", 1, "i1", "ann"));
        region.join("m1", "ann", 1);
        long beforeNs = System.nanoTime();

        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - beforeNs))
                .isLessThan(Duration.ofSeconds(10));
        assertThat(region.results.poll(Region.MAX.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        var last = last();
        assertThat(last.state()).isEqualTo(ServerState.DRAINING);
        assertThat(last.seatsEnded()).hasSizeLessThanOrEqualTo(1);
    }

    private Accepted accepted(dev.tankfleet.proto.command.ServerCommand command)
            throws MalformedBody {
        var reply = region.command(command);
        assertThat(reply).isInstanceOf(Accepted.class);
        return (Accepted) reply;
    }

    private void assertRefused(dev.tankfleet.proto.command.ServerCommand command, RefusalCode code)
            throws MalformedBody {
        CommandReply reply = region.command(command);
        assertThat(reply).isEqualTo(new Refused(code));
    }

    private byte[] nextBody() throws InterruptedException {
        var body = region.states.poll(Region.MAX.toSeconds(), TimeUnit.SECONDS);
        assertThat(body).isNotNull();
        return body;
    }

    private static int tickOf(byte[] body) {
        var reader = new StateReader();
        assertThat(reader.wrap(body, body.length, Envelope.CODEC_JSON)).isTrue();
        return reader.tick();
    }

    private int lastCloseCode() throws InterruptedException {
        while (true) {
            var reader = new StateReader();
            var body = nextBody();
            reader.wrap(body, body.length, Envelope.CODEC_JSON);
            if (reader.next() && reader.type() == FrameType.KICK) {
                return reader.closeCode();
            }
        }
    }

    private ServerStatus last() throws InterruptedException {
        @Nullable ServerStatus last = null;
        for (var status = region.statuses.poll(1, TimeUnit.SECONDS);
                status != null;
                status = region.statuses.poll(100, TimeUnit.MILLISECONDS)) {
            last = status;
        }
        return Objects.requireNonNull(last, "no status was sent");
    }
}
