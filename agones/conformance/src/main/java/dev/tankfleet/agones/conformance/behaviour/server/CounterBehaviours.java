package dev.tankfleet.agones.conformance.behaviour.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Int64Value;
import com.google.protobuf.StringValue;

import dev.tankfleet.agones.allocation.proto.AllocationRequest;
import dev.tankfleet.agones.allocation.proto.CounterAction;
import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.grpc.Answer;
import dev.tankfleet.agones.conformance.grpc.RawWatch;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.scene.Server;
import dev.tankfleet.agones.sdk.proto.beta.Counter;
import dev.tankfleet.agones.sdk.proto.beta.CounterUpdateRequest;

import java.util.List;
import java.util.stream.LongStream;

/** Counters, as a game server and allocations change them. */
public final class CounterBehaviours {
    private static final String SIDECAR = "pkg/sdkserver/sdkserver.go";
    private static final String SEEN = "seen";
    private static final String ROOMS = "rooms";

    private CounterBehaviours() {}

    @Says(value = "UpdateCounter() answers the new value at once", source = "CHANGELOG 1.54")
    static void answersTheNewValue(Scene scene) {
        Counter answer = set(rooms(scene), 3).orFail();

        assertThat(answer.getCount()).isEqualTo(3);
        assertThat(answer.getCapacity()).isEqualTo(4);
    }

    @Says(value = "GetCounter() tells the queued value", source = SIDECAR)
    static void tellsWhatIsQueued(Scene scene) {
        Server server = rooms(scene);

        set(server, 3).orFail();

        assertThat(server.sidecar().counter(ROOMS).orFail().getCount()).isEqualTo(3);
    }

    @Says(value = "A changed counter is written a flush later", source = SEEN)
    static void isWrittenLater(Scene scene) {
        var seen =
                scene.promptly(
                        () -> rooms(scene),
                        server -> {
                            set(server, 3).orFail();
                            return count(server);
                        });

        assertThat(seen.value()).isZero();
        scene.eventually("written", () -> count(seen.server()) == 3);
    }

    @Says(value = "Of several values within one flush one is written, the last", source = SEEN)
    static void lastValueWins(Scene scene) {
        Server server = rooms(scene);

        // A machine that stands still may let each value have a flush of its own.
        for (int tries = 0; tries < 20; tries++) {
            RawWatch watch = server.watch();
            LongStream.of(1, 2, 3).forEach(value -> set(server, value).orFail());
            scene.eventually("written", () -> count(server) == 3);
            scene.eventually("told", () -> told(watch).contains(3L));
            boolean isOneWrite = !told(watch).contains(1L) && !told(watch).contains(2L);
            if (isOneWrite) {
                return;
            }
            set(server, 0).orFail();
            scene.eventually("written", () -> count(server) == 0);
        }
        throw new AssertionError("each value was written");
    }

    private static List<Long> told(RawWatch watch) {
        return watch.messages().stream()
                .map(message -> message.getStatus().getCountersOrThrow(ROOMS).getCount())
                .toList();
    }

    @Says(value = "A value that it has already makes no write and no message", source = SEEN)
    static void sameValueIsNoWrite(Scene scene) {
        Server server = rooms(scene);
        RawWatch watch = server.watch();
        scene.staysSo("anything", () -> true);
        int told = watch.messages().size();

        set(server, 0).orFail();

        scene.staysSo("nothing is told", () -> watch.messages().size() == told);
    }

    @Says(value = "A count above the capacity is UNKNOWN, out of range", source = SEEN)
    static void aboveCapacityIsRefused(Scene scene) {
        Server server = rooms(scene);
        refused(
                set(server, 5),
                "out of range. Count must be within range [0,Capacity]. Found Count: 5,"
                        + " Capacity: 4");
        refused(
                server.sidecar().updateCounter(update().setCountDiff(5)),
                "out of range. Count must be within range [0,Capacity]. Found Count: 5,"
                        + " Capacity: 4");
    }

    @Says(value = "A count below zero is UNKNOWN, out of range", source = SEEN)
    static void belowZeroIsRefused(Scene scene) {
        Server server = rooms(scene);
        refused(set(server, -1), "out of range. Count must be within range [0,Capacity].");
        refused(
                server.sidecar().updateCounter(update().setCountDiff(-1)),
                "out of range. Count must be within range [0,Capacity].");
    }

    @Says(value = "A difference is checked against the queued count", source = SIDECAR)
    static void differenceCountsWhatIsQueued(Scene scene) {
        Server server = rooms(scene);
        set(server, 3).orFail();

        refused(server.sidecar().updateCounter(update().setCountDiff(2)), "out of range");
        assertThat(server.sidecar().updateCounter(update().setCountDiff(1)).orFail().getCount())
                .isEqualTo(4);
    }

    @Says(value = "Count and capacity may rise in one call", source = SEEN)
    static void bothMayRiseTogether(Scene scene) {
        Server server = rooms(scene);

        server.sidecar()
                .updateCounter(update().setCount(Int64Value.of(6)).setCapacity(Int64Value.of(8)))
                .orFail();

        scene.eventually("written", () -> count(server) == 6);
        assertThat(server.counter(ROOMS).capacity()).isEqualTo(8);
    }

    @Says(value = "A capacity below the count is taken, and cuts the count", source = SEEN)
    static void capacityCutsTheCount(Scene scene) {
        Server server = rooms(scene);
        set(server, 3).orFail();
        scene.eventually("written", () -> count(server) == 3);

        server.sidecar().updateCounter(update().setCapacity(Int64Value.of(2))).orFail();

        scene.eventually("cut", () -> count(server) == 2);
        assertThat(server.counter(ROOMS).capacity()).isEqualTo(2);
    }

    @Says(value = "A capacity below zero is UNKNOWN, out of range", source = SEEN)
    static void capacityBelowZeroIsRefused(Scene scene) {
        refused(
                rooms(scene).sidecar().updateCounter(update().setCapacity(Int64Value.of(-1))),
                "out of range. Capacity must be greater than or equal to 0.");
    }

    @Says(
            value = "A counter that the server does not have is UNKNOWN, counter not found",
            source = SEEN)
    static void unknownNameIsNotFound(Scene scene) {
        Server server = rooms(scene);

        refused(server.sidecar().counter("nope"), "counter not found: nope");
        refused(
                server.sidecar().updateCounter(update().setName("nope").setCount(Int64Value.of(1))),
                "counter not found: nope");
    }

    @Says(value = "An update that changes nothing is UNKNOWN, invalid argument", source = SEEN)
    static void updateOfNothingIsRefused(Scene scene) {
        refused(
                rooms(scene).sidecar().updateCounter(update()),
                "invalid argument. Malformed CounterUpdateRequest");
    }

    @Says(value = "A queued value overwrites what an allocation added meanwhile", source = SEEN)
    static void setValueOverwritesAnAllocation(Scene scene) {
        assertThat(afterAllocationAndFlush(scene, update().setCount(Int64Value.of(3))))
                .isEqualTo(3);
    }

    @Says(value = "A queued difference adds to what an allocation added meanwhile", source = SEEN)
    static void differenceAddsToAnAllocation(Scene scene) {
        assertThat(afterAllocationAndFlush(scene, update().setCountDiff(2))).isEqualTo(3);
    }

    /** The count after an allocation has added 1 and then the queued update was written. */
    private static long afterAllocationAndFlush(Scene scene, CounterUpdateRequest.Builder update) {
        for (int tries = 0; tries < 20; tries++) {
            Server server = rooms(scene);
            server.sidecar().counter(ROOMS).orFail();
            var answer =
                    scene.allocateLater(
                            increment(
                                    scene.ask(scene.ready().putMatchLabels("of", server.name()))));
            server.sidecar().updateCounter(update).orFail();
            answer.join().orFail();
            long atAllocation = count(server);
            scene.staysSo("the server is there", () -> !server.isGone());
            // Only if it was still queued when the server was allocated.
            if (atAllocation == 1) {
                return count(server);
            }
        }
        throw new AssertionError("no allocation came before the flush");
    }

    private static AllocationRequest.Builder increment(AllocationRequest.Builder request) {
        return request.putCounters(
                ROOMS,
                CounterAction.newBuilder()
                        .setAction(StringValue.of("Increment"))
                        .setAmount(Int64Value.of(1))
                        .build());
    }

    /** A server with 0 of 4 rooms in use, and a label with its own name. */
    private static Server rooms(Scene scene) {
        Server server = scene.server(scene.plan().withCounter(ROOMS, 0, 4));
        server.label("of", server.name());
        return server;
    }

    private static long count(Server server) {
        return server.counter(ROOMS).count();
    }

    private static Answer<Counter> set(Server server, long count) {
        return server.sidecar().updateCounter(update().setCount(Int64Value.of(count)));
    }

    private static CounterUpdateRequest.Builder update() {
        return CounterUpdateRequest.newBuilder().setName(ROOMS);
    }

    private static void refused(Answer<Counter> answer, String textStart) {
        assertThat(answer.code()).isEqualTo("UNKNOWN");
        assertThat(answer.text()).startsWith(textStart);
    }
}
