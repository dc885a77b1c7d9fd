package dev.tankfleet.local.demo;

import dev.tankfleet.player.account.Account;
import dev.tankfleet.player.find.FindOutcome.Placed;
import dev.tankfleet.player.match.MatchConnection;
import dev.tankfleet.player.match.MatchEvents;
import dev.tankfleet.player.match.PlayerInput;
import dev.tankfleet.player.match.Welcome;
import dev.tankfleet.player.match.WorldState;
import dev.tankfleet.player.match.WorldState.Tank;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * One player of a demo: sends on the virtual thread that calls {@link #play}, hears on the HTTP
 * client's. What was heard is guarded by this.
 */
final class DemoPlayer implements MatchEvents {
    private static final Duration WELCOME_MAX = Duration.ofSeconds(5);
    private static final Duration LAST_STATE_MAX = Duration.ofSeconds(2);
    private static final long INPUT_INTERVAL_NS = 1_000_000_000L / Script.INPUTS_PER_SECOND;
    private static final long LATENCY_MAX_NS = TimeUnit.SECONDS.toNanos(10);

    private final Account account;
    private final Placed place;
    private final Script script;
    private final AtomicLongArray sentAtNs;
    private final CountDownLatch welcomed = new CountDownLatch(1);
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    // Guarded by this.
    private final List<String> complaints = new ArrayList<>();
    private final Histogram latencyNs = new Histogram(LATENCY_MAX_NS, 3);
    private @Nullable Track track;
    private int tankId = -1;
    private int acknowledged;
    private int shots;
    private int hits;
    private boolean isLeaving;
    private long firstStateNs;
    private long lastStateNs;

    DemoPlayer(Account account, Placed place, Script script) {
        this.account = account;
        this.place = place;
        this.script = script;
        this.sentAtNs = new AtomicLongArray(script.inputs() + 1);
    }

    /** Joins, drives to the end of the script and leaves. */
    void play(HttpClient http) throws InterruptedException {
        try (var connection =
                MatchConnection.join(
                        http, place.websocketUrl(), place.matchId(), place.token(), this)) {
            if (!welcomed.await(WELCOME_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                complain("no AUTH_OK within " + WELCOME_MAX.toSeconds() + " s");
                return;
            }
            drive(connection);
            if (!caughtUp.await(LAST_STATE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                complain(
                        "the last input was not in a state within "
                                + LAST_STATE_MAX.toSeconds()
                                + " s");
            }
            toLeaving();
        }
        if (!closed.await(LAST_STATE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
            complain("the connection did not close within " + LAST_STATE_MAX.toSeconds() + " s");
        }
    }

    @Override
    public synchronized void onWelcome(Welcome welcome) {
        tankId = welcome.tankId();
        track = new Track(script, tankId);
        if (!welcome.playerId().equals(account.userId())) {
            complain("AUTH_OK names another player");
        }
        welcomed.countDown();
    }

    @Override
    public synchronized void onState(WorldState state) {
        var following = track;
        if (following == null) {
            complain("a state came before AUTH_OK");
            return;
        }
        if (isLeaving) {
            return;
        }
        long nowNs = System.nanoTime();
        firstStateNs = firstStateNs == 0 ? nowNs : firstStateNs;
        lastStateNs = nowNs;
        following.onState(state);
        acknowledge(state.lastInputSeq(), nowNs);
        for (var event : state.events()) {
            if (event.by() == tankId) {
                shots += event.type().equals("fire") ? 1 : 0;
                hits += event.type().equals("hit") ? 1 : 0;
            }
        }
    }

    @Override
    public void onMatchEnd() {
        complain("the match ended during the drive");
    }

    @Override
    public void onError(String code, String message) {
        complain("ERROR " + code + ": " + message);
    }

    @Override
    public synchronized void onClosed(int closeCode) {
        if (!isLeaving) {
            complain("the connection closed with " + closeCode);
        }
        welcomed.countDown();
        closed.countDown();
    }

    /** What this player saw, once he has played. */
    synchronized Sighting sighting() {
        var following = track == null ? new Track(script, -1) : track;
        double seconds = (lastStateNs - firstStateNs) / 1e9;
        return new Sighting(
                place.matchId(),
                place.region(),
                following,
                script,
                acknowledged,
                seconds <= 0 ? 0 : (following.states() - 1) / seconds,
                latencyNs,
                shots,
                hits,
                List.copyOf(complaints));
    }

    private void drive(MatchConnection connection) {
        long nextNs = System.nanoTime();
        for (int seq = 1; seq <= script.inputs() && closed.getCount() > 0; seq++) {
            var input = input(seq);
            sentAtNs.set(seq, System.nanoTime());
            if (connection.send(input) != seq) {
                throw new IllegalStateException(
                        "inputs of one player were sent by somebody else, too");
            }
            nextNs += INPUT_INTERVAL_NS;
            long waitNs;
            while ((waitNs = nextNs - System.nanoTime()) > 0) {
                LockSupport.parkNanos(waitNs);
            }
        }
    }

    /** Shoots at the nearest tank that is alive. */
    private synchronized PlayerInput input(int seq) {
        var state = track == null ? null : track.last().orElse(null);
        var own = state == null ? null : state.tank(tankId).filter(Tank::alive).orElse(null);
        if (state == null || own == null || script.isIdle()) {
            return new PlayerInput(script.throttle(seq), script.turn(seq), 0, false);
        }
        double aim = own.hullDegrees();
        double nearest = Double.MAX_VALUE;
        for (var other : state.tanks()) {
            double distance = Math.hypot(other.x() - own.x(), other.y() - own.y());
            if (other.id() != tankId && other.alive() && distance < nearest) {
                nearest = distance;
                aim = Math.toDegrees(Math.atan2(other.y() - own.y(), other.x() - own.x()));
            }
        }
        return new PlayerInput(script.throttle(seq), script.turn(seq), aim, true);
    }

    private synchronized void acknowledge(int seq, long nowNs) {
        if (seq > script.inputs()) {
            complain("last_input_seq " + seq + " was never sent");
            return;
        }
        if (seq > acknowledged) {
            // Inputs in between were replaced by this one before a tick could take them.
            latencyNs.recordValue(Math.min(LATENCY_MAX_NS, nowNs - sentAtNs.get(seq)));
            acknowledged = seq;
        }
        if (seq == script.inputs()) {
            caughtUp.countDown();
        }
    }

    private synchronized void toLeaving() {
        isLeaving = true;
    }

    private synchronized void complain(String what) {
        complaints.add(what);
    }
}
