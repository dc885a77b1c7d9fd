package dev.tankfleet.bench.gateway;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.link.ServerLink;
import dev.tankfleet.link.bus.BusServerLink;
import dev.tankfleet.proto.binary.Envelope;
import dev.tankfleet.proto.binary.StateWriter;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.Leave;
import dev.tankfleet.proto.session.OneTimeToken;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.TokenGrant;
import dev.tankfleet.route.redis.RedisRouteStore;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays the game server's part: seats whoever has a token, and sends every seat a state of its own
 * at a fixed rate, the matches one after the other over the period. Joins come on the delivery
 * thread; states go from a thread of its own.
 */
final class StandIn implements AutoCloseable {
    private static final String SERVER = Ground.REGION + "-standin";
    private static final Duration LIFE = Duration.ofHours(2);
    private static final Duration LISTEN_MAX = Duration.ofSeconds(20);
    private static final int EPOCH = 1_000;

    private final NatsBus bus;
    private final ServerLink link;
    private final RedisRouteStore routes;
    private final SecureRandom random = new SecureRandom();
    private final List<Match> matches = new ArrayList<>();
    private final LongAdder inputBatches = new LongAdder();

    private @Nullable Thread thread;
    private volatile boolean isStopped;

    StandIn(Ground ground) {
        bus = ground.server(SERVER);
        link = BusServerLink.create(bus);
        routes = ground.routes();
    }

    /** Opens matches for players to come; call it before {@link #startStates}. */
    void openMatches(int count) {
        for (int i = 0; i < count; i++) {
            var id = "m" + matches.size();
            var match = new Match(id);
            link.listen(id, match, LISTEN_MAX);
            routes.claim(
                    new Route(id, SERVER, "i-1", 1, EPOCH, Route.State.PLAYING, "rules"), LIFE);
            matches.add(match);
        }
    }

    /** Id of a match. */
    String matchId(int index) {
        return matches.get(index).id;
    }

    /** A token that opens a seat in a match. */
    String token(int index, String playerId) {
        var token = OneTimeToken.make(random);
        var grant = new TokenGrant(matchId(index), 1, playerId);
        routes.putToken(OneTimeToken.sha256(token), grant, LIFE);
        return token;
    }

    /** Sends states from now on. */
    void startStates(int perSecond) {
        isStopped = false;
        thread = Thread.ofPlatform().name("stand-in").start(() -> sendStates(perSecond));
    }

    /** Sends no more; returns when the last one is out. */
    void stopStates() throws InterruptedException {
        isStopped = true;
        if (thread != null) {
            thread.join();
        }
    }

    /** Batches of inputs that came. */
    long inputBatches() {
        return inputBatches.sum();
    }

    @Override
    public void close() {
        isStopped = true;
        link.close();
        bus.close();
        routes.close();
    }

    /** What a stall of the machine has made late is left out: servers stand still with it. */
    private void sendStates(int perSecond) {
        long stepNs = TimeUnit.SECONDS.toNanos(1) / perSecond / matches.size();
        long periodNs = stepNs * matches.size();
        var frames = new StateFrames();
        long dueNs = System.nanoTime();
        while (!isStopped) {
            for (var match : matches) {
                dueNs += stepNs;
                long nowNs = System.nanoTime();
                if (nowNs - dueNs > periodNs) {
                    dueNs = nowNs;
                }
                for (; dueNs - nowNs > 0; nowNs = System.nanoTime()) {
                    LockSupport.parkNanos(dueNs - nowNs);
                }
                match.send(frames);
            }
        }
    }

    /** One match. Its seats are shared by the delivery thread and the sender. */
    private final class Match implements ServerLink.MatchHandler {
        private final String id;

        @GuardedBy("this")
        private int[] slots = {};

        @GuardedBy("this")
        private String gatewayId = "";

        // Owned by the sender.
        private int tick;

        private Match(String id) {
            this.id = id;
        }

        @Override
        public synchronized void onJoin(Join join, ServerLink.Answer answer) {
            gatewayId = join.gatewayId();
            slots = Arrays.copyOf(slots, slots.length + 1);
            slots[slots.length - 1] = join.slot();
            answer.reply(
                    new JoinReply.Joined(
                            "p" + join.slot(),
                            join.slot(),
                            tick,
                            30,
                            EPOCH,
                            "rules",
                            "no-return",
                            new JoinReply.MapView("plain", 60_000, 40_000, List.of(), List.of())));
        }

        @Override
        public synchronized void onLeave(Leave leave) {
            slots = Arrays.stream(slots).filter(slot -> slot != leave.slot()).toArray();
        }

        @Override
        public void onInputs(byte[] body) {
            inputBatches.increment();
        }

        private synchronized void send(StateFrames frames) {
            tick++;
            if (slots.length > 0) {
                var writer = frames.write(EPOCH, tick, slots);
                link.sendStates(id, gatewayId, writer.buffer(), writer.length());
            }
        }
    }

    /** Writes the states of one match. Owned by the sender. */
    private static final class StateFrames {
        private final StateWriter writer = new StateWriter(StateWriter.SIZE_MAX_BYTES);
        private final byte[] state = StateStamp.blank();

        private StateWriter write(int epoch, int tick, int[] slots) {
            writer.begin(epoch, tick, Envelope.CODEC_JSON);
            StateStamp.put(state, tick, System.nanoTime());
            for (int slot : slots) {
                if (!writer.addState(slot, state, state.length)) {
                    throw new IllegalStateException("slots: more than fit into one body");
                }
            }
            return writer;
        }
    }
}
