package dev.tankfleet.proto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.proto.command.CommandReply;
import dev.tankfleet.proto.command.Seat;
import dev.tankfleet.proto.command.ServerCommand;
import dev.tankfleet.proto.result.MatchResult;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.Leave;
import dev.tankfleet.proto.session.OneTimeToken;
import dev.tankfleet.proto.status.OpenMatch;
import dev.tankfleet.proto.status.SeatEnded;
import dev.tankfleet.proto.status.ServerState;
import dev.tankfleet.proto.status.ServerStatus;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/**
 * What each release wrote is read, value by value. The files are never changed; a later release
 * adds its own folder.
 */
final class SamplesTest {
    private static final String HASH = OneTimeToken.sha256("token");

    @Test
    void readsAStatusOfOurs() throws Exception {
        assertThat(ServerStatus.read(Sample.json("server-status")))
                .isEqualTo(
                        new ServerStatus(
                                "eu-tank-7f9c",
                                "eu",
                                "Frankfurt",
                                "203.0.113.7",
                                11,
                                2,
                                4,
                                "i-2026",
                                42L,
                                1_792_000_000_123L,
                                "ws://203.0.113.7:8080",
                                "203.0.113.7:9999",
                                "0.1.0",
                                "c0ffee",
                                List.of("free_for_all"),
                                64,
                                List.of(new OpenMatch("m-1", "free_for_all", 5)),
                                List.of(),
                                ServerState.ALLOCATED,
                                "node-3",
                                "Allocated",
                                "intent-9",
                                1.75,
                                List.of(new SeatEnded("m-1", "p-3", SeatEnded.Cause.NOT_RESUMED))));
    }

    @Test
    void readsAStatusOfSevenFieldsWithDefaults() throws Exception {
        var status = ServerStatus.read(Sample.json("server-status-seven-fields"));

        assertThat(status.instance()).isEqualTo("eu-other");
        assertThat(status.gatewayUrl()).isEqualTo("ws://198.51.100.4:8080");
        assertThat(status.maxPlayers()).isEqualTo(24);
        assertThat(status.state()).isEqualTo(ServerState.ALLOCATED);
        assertThat(status.serves("any_mode")).isTrue();
        assertThat(status.statusSeq()).isNull();
        assertThat(status.sentAtMs()).isNull();
        assertThat(status.open()).isEmpty();
    }

    @Test
    void readsEveryCommand() throws Exception {
        var prepare =
                new ServerCommand.PrepareMatch(
                        "m-1",
                        2,
                        "intent-9",
                        "free_for_all",
                        "quarry",
                        -7,
                        List.of(new Seat("p-1", 1, HASH), new Seat("p-2", null, HASH)),
                        Duration.ofSeconds(30));

        assertThat(command("prepare-match")).isEqualTo(prepare);
        assertThat(command("add-seats"))
                .isEqualTo(
                        new ServerCommand.AddSeats("m-1", 2, List.of(new Seat("p-1", null, HASH))));
        assertThat(command("hold"))
                .isEqualTo(new ServerCommand.Hold("intent-9", Duration.ofMinutes(2)));
        assertThat(command("release")).isEqualTo(new ServerCommand.Release("intent-9"));
        assertThat(command("cancel-match")).isEqualTo(new ServerCommand.CancelMatch("m-1", 1));
        assertThat(command("drain")).isEqualTo(new ServerCommand.Drain());
        assertThat(CommandReply.read(Sample.json("command-accepted")))
                .isEqualTo(new CommandReply.Accepted("m-1", 2000, 43L));
        assertThat(CommandReply.read(Sample.json("command-refused")))
                .isEqualTo(new CommandReply.Refused(CommandReply.RefusalCode.STALE_ATTEMPT));
    }

    @Test
    void readsJoinAndLeave() throws Exception {
        assertThat(Join.read(Sample.json("join")))
                .isEqualTo(
                        new Join(
                                "m-1",
                                "eu-tank-7f9c",
                                "i-2026",
                                2000,
                                "gw-1",
                                65_535,
                                new Join.Credential.Redeemed("p-1", HASH),
                                "c0ffee",
                                null));
        assertThat(Join.read(Sample.json("join-resume")).credential())
                .isEqualTo(new Join.Credential.Resume("p-1.5.c2lnbmF0dXJl"));
        assertThat(JoinReply.read(Sample.json("join-seated")))
                .isEqualTo(
                        new JoinReply.Joined(
                                "p-1",
                                3,
                                900,
                                30,
                                2000,
                                "c0ffee",
                                "p-1.5.c2lnbmF0dXJl",
                                new JoinReply.MapView(
                                        "quarry",
                                        120_000,
                                        80_000,
                                        List.of(new JoinReply.Wall(1_000, 0, 500, 20_000)),
                                        List.of())));
        assertThat(JoinReply.read(Sample.json("join-refused")))
                .isEqualTo(new JoinReply.Refused(CloseCode.NO_SUCH_MATCH, "no such match"));
        assertThat(Leave.read(Sample.json("leave"))).isEqualTo(new Leave("m-1", 2000, "gw-1", 17));
    }

    @Test
    void readsAResult() throws Exception {
        assertThat(MatchResult.read(Sample.json("match-result")))
                .isEqualTo(
                        new MatchResult(
                                "m-1",
                                "eu-tank-7f9c",
                                "eu",
                                "free_for_all",
                                "quarry",
                                2000,
                                1_792_000_000_000L,
                                1_792_000_300_000L,
                                9_000,
                                MatchResult.Reason.KILL_LIMIT,
                                List.of(
                                        new MatchResult.PlayerScore("p-1", 20, 3, 2_000),
                                        new MatchResult.PlayerScore("p-2", 3, 20, -50))));
    }

    @Test
    void readsWhatReleaseTwoAdded() throws Exception {
        assertThat(Join.read(Sample.json("v0.2/join")).tank()).isEqualTo("heavy");
        var seated = (JoinReply.Joined) JoinReply.read(Sample.json("v0.2/join-seated"));
        assertThat(seated.map().zones())
                .containsExactly(
                        new JoinReply.Zone("vault", 60_000, 18_000, 6_000, 8_000),
                        new JoinReply.Zone("exit", 2_000, 2_000, 7_000, 5_000));
        var result = MatchResult.read(Sample.json("v0.2/match-result"));
        assertThat(result.reason()).isEqualTo(MatchResult.Reason.ESCAPED);
        assertThat(result.mode()).isEqualTo("pve_heist");
    }

    private static ServerCommand command(String name) throws Exception {
        return ServerCommand.read(Sample.json(name));
    }
}
