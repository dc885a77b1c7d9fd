package dev.tankfleet.agones.emulator.allocator;

import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One allocator: answers allocations in batches. Owned by the loop.
 *
 * <p>The real one sleeps for the batch wait whenever its queue is empty, so a lone request waits
 * for the next beat of that rhythm, and callers that go one by one get one server per beat. Within
 * a batch each server is picked at most once; a batch ends after {@value #BATCH_MAX} requests, or
 * with a request that wants the servers in another order. The server is written before the answer
 * leaves, so its own watch tells it no later than the caller learns.
 *
 * <p>It picks from what it has seen. If somebody else wrote the server in the meantime, the request
 * is queued anew, at most {@value #TRIES_MAX} times in all.
 */
public final class Allocator {
    private static final int BATCH_MAX = 100;
    private static final int QUEUE_MAX = 10_000;
    private static final int TRIES_MAX = 5;
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMillis(10);

    private final Loop loop;
    private final Cluster cluster;
    private final Limits limits;
    private final RandomGenerator random;
    private final OrderedFaults faults;
    private final AllocationLog log;
    private final ServerCache cache;
    private final WriteBudget budget;

    // Owned by the loop.
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private Instant lastBeat;
    private boolean isBeatSet;

    /**
     * What an allocator can do in a time.
     *
     * @param batchWait the rhythm, 500 ms by default on the real one; zero answers at once
     * @param cacheLag time from a write of a server to its being seen here
     * @param writesPerSecond writes a second, at least 1; 400 on the real one
     * @param writesAtOnce writes at once after a pause, at least 1; 500 on the real one
     */
    public record Limits(
            Duration batchWait, Duration cacheLag, int writesPerSecond, int writesAtOnce) {
        private static final int AS_GOOD_AS_NONE = 1_000_000;
        private static final Duration WAIT_MAX = Duration.ofDays(1);

        public Limits {
            if (!isWithin(batchWait) || !isWithin(cacheLag)) {
                throw new IllegalArgumentException(
                        "batchWait, cacheLag: "
                                + batchWait
                                + ", "
                                + cacheLag
                                + " (expected: >= 0, <= "
                                + WAIT_MAX
                                + ")");
            }
            if (writesPerSecond < 1 || writesAtOnce < 1) {
                throw new IllegalArgumentException(
                        "writesPerSecond, writesAtOnce: "
                                + writesPerSecond
                                + ", "
                                + writesAtOnce
                                + " (expected: >= 1)");
            }
        }

        private static boolean isWithin(Duration wait) {
            return !wait.isNegative() && wait.compareTo(WAIT_MAX) <= 0;
        }

        /** The same in another rhythm. */
        public Limits withBatchWait(Duration wait) {
            return new Limits(wait, cacheLag, writesPerSecond, writesAtOnce);
        }

        /** The same, seeing writes that much later. */
        public Limits withCacheLag(Duration lag) {
            return new Limits(batchWait, lag, writesPerSecond, writesAtOnce);
        }

        /** That rhythm, and otherwise as fast as it goes. */
        public static Limits onlyBatchWait(Duration batchWait) {
            return new Limits(batchWait, Duration.ZERO, AS_GOOD_AS_NONE, AS_GOOD_AS_NONE);
        }
    }

    private Allocator(
            Loop loop,
            Cluster cluster,
            Limits limits,
            RandomGenerator random,
            OrderedFaults faults,
            AllocationLog log,
            ServerCache cache) {
        this.loop = loop;
        this.cluster = cluster;
        this.limits = limits;
        this.random = random;
        this.faults = faults;
        this.log = log;
        this.cache = cache;
        this.budget = new WriteBudget(limits.writesPerSecond(), limits.writesAtOnce(), loop.now());
        this.lastBeat = loop.now();
    }

    /**
     * An allocator that follows the cluster from now on.
     *
     * @param faults what goes wrong; allocators of one cluster share it
     * @param log what was stored; likewise
     */
    public static Allocator follow(
            Loop loop,
            Cluster cluster,
            Limits limits,
            RandomGenerator random,
            OrderedFaults faults,
            AllocationLog log) {
        ServerCache cache = new ServerCache(loop, cluster, limits.cacheLag());
        cluster.listen(cache);
        return new Allocator(loop, cluster, limits, random, faults, log, cache);
    }

    private record Waiting(
            Ask ask,
            BooleanSupplier isGivenUp,
            Consumer<Reply> reply,
            @Nullable AllocationFault fault,
            int tries) {
        Waiting triedOnceMore() {
            return new Waiting(ask, isGivenUp, reply, fault, tries + 1);
        }
    }

    /**
     * Takes one request; the answer comes in a later turn, or at once if there is nothing to look
     * for.
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
        enqueue(new Waiting(ask, isGivenUp, reply, fault, 1));
    }

    private void enqueue(Waiting waiting) {
        if (queue.size() == QUEUE_MAX) {
            waiting.reply()
                    .accept(
                            new Reply.Unavailable(
                                    "queue: " + QUEUE_MAX + " requests (expected: fewer)"));
            return;
        }
        queue.add(waiting);
        if (!isBeatSet) {
            isBeatSet = true;
            loop.after(untilNextBeat(), this::beat);
        }
    }

    private Duration untilNextBeat() {
        if (limits.batchWait().isZero()) {
            return Duration.ZERO;
        }
        long waitNs = limits.batchWait().toNanos();
        long sinceNs = Duration.between(lastBeat, loop.now()).toNanos();
        return Duration.ofNanos(waitNs - sinceNs % waitNs);
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
        List<StoredServer> candidates = cache.all();
        order.sort(candidates, random);
        for (int i = 0; i < BATCH_MAX && isNext(order); i++) {
            Waiting next = queue.remove();
            if (next.isGivenUp().getAsBoolean()) {
                next.reply().accept(new Reply.Expired());
                continue;
            }
            @Nullable StoredServer picked = pick(next, candidates);
            if (picked == null) {
                next.reply().accept(new Reply.NoneReady());
                continue;
            }
            cache.take(picked);
            Duration wait = budget.take(loop.now());
            if (wait.isZero()) {
                write(next, picked);
            } else {
                loop.after(wait, () -> write(next, picked));
            }
        }
    }

    private boolean isNext(Order order) {
        return !queue.isEmpty() && queue.element().ask().order().equals(order);
    }

    /** The first server that fits the earliest match, taken out of the batch. */
    private @Nullable StoredServer pick(Waiting waiting, List<StoredServer> candidates) {
        Ask ask = waiting.ask();
        if (waiting.fault() instanceof AllocationFault.OfferedAgain) {
            @Nullable String last = faults.lastPicked();
            @Nullable StoredServer taken = last == null ? null : cluster.find(last).orElse(null);
            if (taken != null && taken.state() == GameServer.State.ALLOCATED) {
                return taken;
            }
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

    private void write(Waiting waiting, StoredServer picked) {
        boolean isChanged = !(waiting.fault() instanceof AllocationFault.MetadataDropped);
        boolean isWritten =
                cluster.updateIfUnchanged(
                        picked,
                        server -> {
                            StoredServer taken = server.toAllocated(loop.now());
                            return isChanged ? waiting.ask().change().applyTo(taken) : taken;
                        });
        if (isWritten) {
            StoredServer allocated = cluster.find(picked.name()).orElse(picked);
            cache.put(allocated);
            faults.onPicked(allocated.name());
            log.add(loop.now(), allocated);
            tell(waiting, allocated);
        } else if (waiting.tries() < TRIES_MAX) {
            loop.after(TRY_AGAIN_AFTER, () -> enqueue(waiting.triedOnceMore()));
        } else {
            waiting.reply().accept(new Reply.Conflicted());
        }
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
