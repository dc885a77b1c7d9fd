package dev.tankfleet.gameserver.tick;

import dev.tankfleet.game.Simulation;
import dev.tankfleet.game.rules.Goal;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.gameserver.input.InputMeters;
import dev.tankfleet.gameserver.seat.SeatConfig;
import dev.tankfleet.link.ServerLink;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.proto.binary.InputWriter;
import dev.tankfleet.proto.command.Seat;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.Leave;
import dev.tankfleet.proto.status.SeatEnded.Cause;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One match on a stage: time moves by hand, the link and the watcher note what they hear. Owned by
 * the test's thread.
 */
final class MatchScene implements MatchWatcher, ServerLink {
    static final String GATEWAY = "g1";
    static final int EPOCH = 1_000;
    static final long TICK_NS = 1_000_000_000L / Rules.TICKS_PER_SECOND;
    static final Duration JOIN_WITHIN = Duration.ofSeconds(30);

    /** A batch without inputs. */
    static final byte[] SIGN_OF_LIFE = signOfLife();

    final List<String> seatsEnded = new ArrayList<>();
    final List<byte[]> bodies = new ArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Match match;

    boolean isKeepingBodies = true;
    boolean isGatewayAlive = true;
    int bodiesSent;
    long nowNs;
    @Nullable MatchEnd end;

    MatchScene(Rules rules, List<Seat> seats) {
        var plan =
                new MatchPlan(
                        "m1",
                        "eu-1",
                        "i1",
                        EPOCH,
                        rules,
                        "rules1",
                        Simulation.mapFor(rules.mode(), 0),
                        7,
                        seats,
                        JOIN_WITHIN,
                        List.of(Secret.of("a key of the region, long enough")));
        match =
                new Match(
                        plan,
                        SeatConfig.STANDARD,
                        this,
                        this,
                        new InputMeters(meters),
                        InstantSource.fixed(Instant.ofEpochMilli(1_000)),
                        nowNs);
    }

    /** Rules whose matches end late or early. */
    static Rules rules(int ticksMax, int killsMax) {
        var usual = Rules.freeForAll();
        return usual.with(usual.mode().endingBy(ticksMax, new Goal.Kills(killsMax)));
    }

    static Seat seat(String playerId, String token) {
        return new Seat(playerId, null, token);
    }

    private static byte[] signOfLife() {
        var writer = new InputWriter(GATEWAY, 1);
        writer.begin(EPOCH, 0);
        return Arrays.copyOf(writer.buffer(), writer.length());
    }

    /** How the match ended; it must have. */
    MatchEnd ended() {
        return Objects.requireNonNull(end, "the match has not ended");
    }

    JoinReply join(String playerId, String token, int slot) {
        return join(new Join.Credential.Redeemed(playerId, token), slot, null);
    }

    JoinReply join(Join.Credential credential, int slot, @Nullable String rules) {
        return join(credential, slot, rules, null);
    }

    JoinReply join(
            Join.Credential credential, int slot, @Nullable String rules, @Nullable String tank) {
        var replies = new ArrayList<JoinReply>();
        var join = new Join("m1", "eu-1", "i1", EPOCH, GATEWAY, slot, credential, rules, tank);
        match.on(new MatchCommand.Enter(join, replies::add), nowNs);
        return replies.getFirst();
    }

    void leave(int slot) {
        match.on(new MatchCommand.Depart(new Leave("m1", EPOCH, GATEWAY, slot)), nowNs);
    }

    void run(int ticks) {
        for (int i = 0; i < ticks; i++) {
            if (isGatewayAlive) {
                match.offerInputs(SIGN_OF_LIFE);
            }
            nowNs += TICK_NS;
            match.runTick(nowNs);
        }
    }

    void pass(Duration time) {
        nowNs += time.toNanos();
        match.runTick(nowNs);
    }

    @Override
    public void onLoadChanged(Match changed) {}

    @Override
    public void onSeatEnded(Match of, String playerId, Cause cause) {
        seatsEnded.add(playerId + " " + cause);
    }

    @Override
    public void onEnded(Match ended, MatchEnd how) {
        if (end != null) {
            throw new IllegalStateException("ended twice");
        }
        end = how;
    }

    @Override
    public Ear listen(String matchId, MatchHandler handler, Duration deadline) {
        throw new UnsupportedOperationException("the match itself never listens");
    }

    @Override
    public void sendStates(String matchId, String gatewayId, byte[] buffer, int length) {
        bodiesSent++;
        if (isKeepingBodies) {
            bodies.add(Arrays.copyOf(buffer, length));
        }
    }

    @Override
    public long malformedBodies() {
        return 0;
    }

    @Override
    public void close() {}
}
