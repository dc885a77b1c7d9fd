package dev.tankfleet.agones.allocation;

import dev.tankfleet.agones.allocation.AllocationOutcome.Unavailable;
import dev.tankfleet.agones.allocation.proto.AllocationServiceGrpc;

import io.grpc.CallOptions;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Allocates game servers through one cluster's AllocationService. Any thread may call it; the
 * number of calls under way is bounded by a semaphore, and one daemon thread serves the sockets
 * until {@link #close()}.
 *
 * <p>A call is made once. Neither this class nor gRPC below repeats it, because a call without an
 * answer may have allocated: the allocator writes what it has picked even if its caller is gone.
 */
public final class AllocationClient implements AutoCloseable {
    private final AllocationConfig config;
    private final AllocatorChannel channel;
    private final Semaphore slots;

    private AllocationClient(AllocationConfig config, AllocatorChannel channel) {
        this.config = config;
        this.channel = channel;
        this.slots = new Semaphore(config.inFlightMax());
    }

    /**
     * A client of one AllocationService. It connects with the first call.
     *
     * @param executor resolves names for gRPC; it stays the caller's, and must outlive this client
     * @throws IllegalArgumentException if a certificate or key cannot be read
     */
    public static AllocationClient connect(AllocationConfig config, Executor executor) {
        return new AllocationClient(config, new AllocatorChannel(config, executor));
    }

    /**
     * Asks for one server and waits for the answer, at most the configured deadline. An interrupt
     * ends the wait; the flag is set again, and a call that had left by then is {@link
     * AllocationOutcome.UnknownMayHaveHappened}.
     */
    public AllocationOutcome allocate(Allocation allocation) {
        long deadlineNs = System.nanoTime() + config.deadline().toNanos();
        try {
            if (!slots.tryAcquire(config.deadline().toNanos(), TimeUnit.NANOSECONDS)) {
                return new Unavailable(
                        "no free slot in "
                                + config.deadline()
                                + " (inFlightMax "
                                + config.inFlightMax()
                                + ")");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unavailable("interrupted while waiting for a free slot");
        }
        try {
            return call(allocation, deadlineNs - System.nanoTime());
        } finally {
            slots.release();
        }
    }

    /** Calls that may begin now without waiting. */
    public int freeSlots() {
        return slots.availablePermits();
    }

    /**
     * Ends connection and thread; calls under way end as {@link
     * AllocationOutcome.UnknownMayHaveHappened}.
     */
    @Override
    public void close() {
        channel.close();
    }

    private AllocationOutcome call(Allocation allocation, long remainingNs) {
        SentTracer sent = new SentTracer();
        CallOptions options =
                CallOptions.DEFAULT
                        .withDeadlineAfter(remainingNs, TimeUnit.NANOSECONDS)
                        .withStreamTracerFactory(sent.factory());
        channel.retryConnectNow();
        try {
            return Wire.allocated(
                    ClientCalls.blockingUnaryCall(
                            channel.channel(),
                            AllocationServiceGrpc.getAllocateMethod(),
                            options,
                            Wire.request(allocation)));
        } catch (StatusRuntimeException e) {
            return Wire.refused(e.getStatus(), sent.isSent());
        }
    }
}
