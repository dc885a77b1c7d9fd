package dev.tankfleet.agones.emulator.allocator;

import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Answers allocations in batches. Owned by the loop.
 *
 * <p>The real one sleeps for the batch wait whenever its queue is empty, so a lone request waits
 * for the next beat of that rhythm, and callers that go one by one get one server per beat. Within
 * a batch each server is picked at most once; a batch ends after {@value #BATCH_MAX} requests, or
 * with a request that wants the servers in another order. The server is written before the answer
 * leaves, so its own watch tells it no later than the caller learns.
 */
public final class Allocator {
    private static final int BATCH_MAX = 100;
    private static final int QUEUE_MAX = 10_000;
    private static final int FAULTS_MAX = 1_000;

    private final Loop loop;
    private final Cluster cluster;
    private final Duration batchWait;
    private final RandomGenerator random;
    private final AllocationLog log = new AllocationLog();

    // Owned by the loop.
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Deque<AllocationFault> faults = new ArrayDeque<>();
    private Instant lastBeat;
    private boolean isBeatSet;
    private @Nullable String lastPicked;

    /**
     * @param batchWait the rhythm, 500 ms by default on the real one; zero answers at once
     */
    public Allocator(Loop loop, Cluster cluster, Duration batchWait, RandomGenerator random) {
        this.loop = loop;
        this.cluster = cluster;
        this.batchWait = batchWait;
        this.random = random;
        this.lastBeat = loop.now();
    }

    private record Waiting(
            Ask ask,
            BooleanSupplier isGivenUp,
            Consumer<Reply> reply,
            @Nullable AllocationFault fault) {}

    /** What was allocated here. */
    public AllocationLog log() {
        return log;
    }

    /** Orders a fault for the next calls, after those ordered before. */
    public void order(AllocationFault fault) {
        for (int i = 0; i < fault.calls() && faults.size() < FAULTS_MAX; i++) {
            faults.add(fault);
        }
    }

    /**
     * Takes one request; the answer comes in a later turn.
     *
     * @param isGivenUp whether the caller is gone; asked when the turn of the request has come
     * @param reply takes the answer, on the loop
     */
    public void allocate(Ask ask, BooleanSupplier isGivenUp, Consumer<Reply> reply) {
        @Nullable AllocationFault fault = faults.poll();
        @Nullable Reply instead = fault == null ? null : instead(fault);
        if (instead != null) {
            reply.accept(instead);
            return;
        }
        Optional<String> problem = AskRules.problem(ask);
        if (problem.isPresent()) {
            reply.accept(new Reply.Invalid(problem.get()));
            return;
        }
        if (queue.size() == QUEUE_MAX) {
            reply.accept(
                    new Reply.Unavailable("queue: " + QUEUE_MAX + " requests (expected: fewer)"));
            return;
        }
        queue.add(new Waiting(ask, isGivenUp, reply, fault));
        if (!isBeatSet) {
            isBeatSet = true;
            loop.after(untilNextBeat(), this::beat);
        }
    }

    private Duration untilNextBeat() {
        if (batchWait.isZero()) {
            return Duration.ZERO;
        }
        long sinceNs = Duration.between(lastBeat, loop.now()).toNanos();
        return Duration.ofNanos(batchWait.toNanos() - sinceNs % batchWait.toNanos());
    }

    private void beat() {
        isBeatSet = false;
        lastBeat = loop.now();
        while (!queue.isEmpty()) {
            batch();
        }
    }

    private void batch() {
        Order order = queue.element().ask().order();
        List<StoredServer> candidates = new ArrayList<>(cluster.all());
        order.sort(candidates, random);
        for (int i = 0; i < BATCH_MAX && isNext(order); i++) {
            Waiting next = queue.remove();
            if (next.isGivenUp().getAsBoolean()) {
                next.reply().accept(new Reply.Expired());
            } else {
                answer(next, pick(next, candidates));
            }
        }
    }

    private boolean isNext(Order order) {
        return !queue.isEmpty() && queue.element().ask().order().equals(order);
    }

    /** The first server that fits the earliest match, taken out of the batch. */
    private @Nullable StoredServer pick(Waiting waiting, List<StoredServer> candidates) {
        Ask ask = waiting.ask();
        if (waiting.fault() instanceof AllocationFault.OfferedAgain && lastPicked != null) {
            return cluster.find(lastPicked).orElse(null);
        }
        if (!ask.namespace().equals(cluster.namespace())) {
            return null;
        }
        for (Match match : ask.matches()) {
            var picked = candidates.stream().filter(match::fits).findFirst();
            if (picked.isPresent()) {
                candidates.remove(picked.get());
                return picked.get();
            }
        }
        return null;
    }

    private void answer(Waiting waiting, @Nullable StoredServer picked) {
        if (picked == null) {
            waiting.reply().accept(new Reply.NoneReady());
            return;
        }
        boolean isChanged = !(waiting.fault() instanceof AllocationFault.MetadataDropped);
        cluster.update(
                picked.name(),
                server -> {
                    StoredServer taken = server.toAllocated(loop.now());
                    return isChanged ? waiting.ask().change().applyTo(taken) : taken;
                });
        StoredServer allocated = cluster.find(picked.name()).orElse(picked);
        lastPicked = allocated.name();
        log.add(loop.now(), allocated);
        tell(waiting, allocated);
    }

    private void tell(Waiting waiting, StoredServer allocated) {
        Reply granted = new Reply.Granted(allocated);
        String name = allocated.name();
        switch (waiting.fault()) {
            case null -> waiting.reply().accept(granted);
            case AllocationFault.MetadataDropped _, AllocationFault.OfferedAgain _ ->
                    waiting.reply().accept(granted);
            case AllocationFault.Late late ->
                    loop.after(late.by(), () -> waiting.reply().accept(granted));
            case AllocationFault.ReplyLost _ ->
                    waiting.reply()
                            .accept(
                                    new Reply.Unavailable(
                                            "the answer was lost (an ordered fault)"));
            case AllocationFault.OfferedDeleted _ -> {
                waiting.reply().accept(granted);
                cluster.delete(name);
            }
            case AllocationFault.OfferedUnhealthy _ -> {
                waiting.reply().accept(granted);
                cluster.update(name, server -> server.withState(GameServer.State.UNHEALTHY));
            }
            case AllocationFault.Down _,
                    AllocationFault.NoneLeft _,
                    AllocationFault.Contended _,
                    AllocationFault.Conflicted _ ->
                    throw new IllegalStateException("a call that was refused is in the queue");
        }
    }

    /** What is answered at once, without a look at the servers; null if the call goes on. */
    private static @Nullable Reply instead(AllocationFault fault) {
        return switch (fault) {
            case AllocationFault.Down _ ->
                    new Reply.Unavailable("the allocator is down (an ordered fault)");
            case AllocationFault.NoneLeft _ -> new Reply.NoneReady();
            case AllocationFault.Contended _ -> new Reply.Contended();
            case AllocationFault.Conflicted _ -> new Reply.Conflicted();
            case AllocationFault.ReplyLost _,
                    AllocationFault.Late _,
                    AllocationFault.OfferedAgain _,
                    AllocationFault.OfferedDeleted _,
                    AllocationFault.OfferedUnhealthy _,
                    AllocationFault.MetadataDropped _ ->
                    null;
        };
    }
}
