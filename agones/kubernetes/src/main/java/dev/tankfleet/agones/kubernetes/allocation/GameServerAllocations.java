package dev.tankfleet.agones.kubernetes.allocation;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationOutcome;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Allocates through the API server. Any thread may call it, several at once; it has no state.
 *
 * <p>The AllocationService is the faster way, and the one that works from outside of the cluster;
 * this one needs nothing but the right to create gameserverallocations. It never repeats a request
 * by itself, whatever the client is set to: an answer that was lost may stand for a server that is
 * allocated.
 */
public final class GameServerAllocations {
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final KubernetesClient client;
    private final Duration deadline;
    private final RequestConfig once;

    /**
     * On a client that belongs to the caller.
     *
     * @param deadline time for one allocation, more than zero
     */
    public GameServerAllocations(KubernetesClient client, Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline: " + deadline + " (expected: > 0)");
        }
        this.client = client;
        this.deadline = deadline;
        this.once =
                new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                        .withRequestRetryBackoffLimit(0)
                        .withRequestTimeout(Math.toIntExact(deadline.toMillis()))
                        .build();
    }

    /**
     * Allocates one server; blocks until there is an answer, or the deadline has passed.
     *
     * <p>The request runs on a thread of its own, since the client's own time-out ends with the
     * head of an answer and a body may stop in the middle.
     */
    public AllocationOutcome allocate(Allocation allocation) {
        var request = new GameServerAllocation();
        request.setSpec(Wire.spec(allocation));
        var task = new FutureTask<>(() -> send(request, allocation.namespace()));
        var thread = new Thread(task, "agones-allocation");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return new AllocationOutcome.UnknownMayHaveHappened("no answer within " + deadline);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return new AllocationOutcome.UnknownMayHaveHappened("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an allocation failed in an unknown way", e);
        }
    }

    private AllocationOutcome send(GameServerAllocation request, String namespace) {
        try {
            return outcome(
                    client.adapt(NamespacedKubernetesClient.class)
                            .withRequestConfig(once)
                            .call(
                                    patient ->
                                            patient.resource(request)
                                                    .inNamespace(namespace)
                                                    .create()));
        } catch (KubernetesClientException e) {
            return refused(e);
        }
    }

    private static AllocationOutcome outcome(GameServerAllocation answer) {
        GameServerAllocationStatus status = answer.getStatus();
        String state = status == null || status.state() == null ? "" : status.state();
        return switch (state) {
            case "Allocated" -> new AllocationOutcome.Allocated(Wire.server(status));
            case "UnAllocated" -> new AllocationOutcome.NoneReady("state: UnAllocated");
            case "Contention" -> new AllocationOutcome.Contention("state: Contention");
            default ->
                    new AllocationOutcome.UnknownMayHaveHappened(
                            "state: " + state + " (expected: Allocated, UnAllocated, Contention)");
        };
    }

    private static AllocationOutcome refused(KubernetesClientException failure) {
        int code = failure.getCode();
        String message = String.valueOf(failure.getMessage());
        if (code == CONFLICT) {
            return new AllocationOutcome.Contention(message);
        }
        if (code == TOO_MANY_REQUESTS || isNeverConnected(failure)) {
            // The API server sheds load before it looks at a request.
            return new AllocationOutcome.Unavailable(message);
        }
        return code >= CLIENT_ERROR && code < SERVER_ERROR
                ? new AllocationOutcome.Invalid(message)
                : new AllocationOutcome.UnknownMayHaveHappened(message);
    }

    private static boolean isNeverConnected(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }
}
