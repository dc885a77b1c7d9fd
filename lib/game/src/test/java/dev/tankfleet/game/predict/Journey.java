package dev.tankfleet.game.predict;

import dev.tankfleet.game.Simulation;
import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.game.view.TankView;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A client and its server, each with its own clock, and a network between them that delays and
 * jitters but keeps the order. Virtual time in µs; one thread.
 */
final class Journey {

    static final int SEAT = 0;
    private static final int TICK_US = 33_333;

    private final Simulation server;
    private final OwnTank client;
    private final Random random;
    private final Wire<Input> up;
    private final Wire<State> down;
    private final Driver driver;
    private final int ownId;
    private final long clientPhaseUs;

    private final List<Integer> corrections = new ArrayList<>();
    private final List<Integer> behind = new ArrayList<>();
    private int lastSeq;

    /** What the client asks for in a step: throttle, turn and aim. */
    interface Driver {
        int[] asksFor(int step);
    }

    Journey(int seed, int oneWayUs, int jitterUs, int bots, Driver driver) {
        random = new Random(seed);
        server = Simulation.create(Maps.crossfire(), Rules.freeForAll(), seed);
        client = OwnTank.create(Maps.crossfire(), Rules.freeForAll());
        up = new Wire<>(oneWayUs, jitterUs, random);
        down = new Wire<>(oneWayUs, jitterUs, random);
        this.driver = driver;
        ownId = server.seatPerson(SEAT, TankType.HEAVY);
        for (int bot = 1; bot <= bots; bot++) {
            server.seatBot(bot);
        }
        clientPhaseUs = random.nextInt(TICK_US);
    }

    /** Both run for this long; the client's clock is a thousandth fast. */
    Journey run(int ticks) {
        long untilUs = (long) ticks * TICK_US;
        long nextTickUs = TICK_US;
        long nextStepUs = clientPhaseUs + TICK_US;
        int step = 0;
        while (nextTickUs < untilUs) {
            if (nextTickUs <= nextStepUs) {
                tick(nextTickUs);
                nextTickUs += TICK_US;
            } else {
                hear(nextStepUs);
                step++;
                int[] asked = driver.asksFor(step);
                client.drive(step, asked[0], asked[1], asked[2]);
                up.send(new Input(step, asked[0], asked[1], asked[2]), nextStepUs);
                nextStepUs += TICK_US - TICK_US / 1_000;
            }
        }
        return this;
    }

    OwnTank client() {
        return client;
    }

    TankView tanks() {
        return server.view().tanks();
    }

    /** How far each state moved the tank from where the client had foreseen it, mm. */
    List<Integer> corrections() {
        return corrections;
    }

    /** How far the client's tank was ahead of the state that had just come, mm. */
    List<Integer> behind() {
        return behind;
    }

    private void tick(long nowUs) {
        for (var input = up.next(nowUs); input != null; input = up.next(nowUs)) {
            server.input(SEAT, input.throttle, input.turn, input.aim, false, 0);
            lastSeq = input.seq;
        }
        server.step();
        down.send(State.of(server, lastSeq), nowUs);
    }

    private void hear(long nowUs) {
        for (var state = down.next(nowUs); state != null; state = down.next(nowUs)) {
            boolean wasDriving = client.isDriving();
            state.tellTo(client, ownId);
            if (wasDriving && client.isDriving()) {
                corrections.add(client.correctionMm());
                client.look(0, 0, 0, 0);
                behind.add(
                        (int) Math.hypot(client.x() - state.x[SEAT], client.y() - state.y[SEAT]));
            }
        }
    }

    private record Input(int seq, int throttle, int turn, int aim) {}

    /** A state as JSON tells it: whole mm, hundredths of a degree. */
    private record State(
            int tick,
            int lastSeq,
            int[] id,
            int[] type,
            int[] x,
            int[] y,
            int[] hull,
            int[] turret,
            int[] speed,
            boolean[] alive) {

        static State of(Simulation server, int lastSeq) {
            TankView tanks = server.view().tanks();
            int seats = tanks.seats();
            var state =
                    new State(
                            server.view().tick(),
                            lastSeq,
                            new int[seats],
                            new int[seats],
                            new int[seats],
                            new int[seats],
                            new int[seats],
                            new int[seats],
                            new int[seats],
                            new boolean[seats]);
            for (int seat = 0; seat < seats; seat++) {
                state.id[seat] = tanks.id(seat);
                state.type[seat] = tanks.type(seat).number();
                state.x[seat] = tanks.x(seat);
                state.y[seat] = tanks.y(seat);
                state.hull[seat] = asWritten(tanks.hull(seat));
                state.turret[seat] = asWritten(tanks.turret(seat));
                state.speed[seat] = tanks.speed(seat);
                state.alive[seat] = tanks.isAlive(seat);
            }
            return state;
        }

        void tellTo(OwnTank client, int ownId) {
            client.beginState(tick, lastSeq);
            for (int seat = 0; seat < id.length; seat++) {
                client.tank(
                        id[seat],
                        type[seat],
                        x[seat],
                        y[seat],
                        hull[seat],
                        turret[seat],
                        speed[seat],
                        alive[seat]);
            }
            client.endState(ownId);
        }

        private static int asWritten(int angle) {
            double degrees = Math.round(angle * 36_000.0 / 65_536) / 100.0;
            return (int) Math.round(degrees * 65_536 / 360);
        }
    }

    /** One way of a connection; what is sent later never arrives earlier. */
    private static final class Wire<T> {
        private final int delayUs;
        private final int jitterUs;
        private final Random random;
        private final Deque<Parcel<T>> onTheWay = new ArrayDeque<>();
        private long lastUs;

        Wire(int delayUs, int jitterUs, Random random) {
            this.delayUs = delayUs;
            this.jitterUs = jitterUs;
            this.random = random;
        }

        void send(T content, long nowUs) {
            long arrivesUs = nowUs + delayUs + random.nextInt(-jitterUs, jitterUs + 1);
            lastUs = Math.max(lastUs, arrivesUs);
            onTheWay.add(new Parcel<>(content, lastUs));
        }

        @Nullable T next(long nowUs) {
            var first = onTheWay.peek();
            return first == null || first.arrivesUs > nowUs ? null : onTheWay.remove().content;
        }

        private record Parcel<T>(T content, long arrivesUs) {}
    }
}
