package dev.tankfleet.bench.placement;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationOutcome;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Allocates a server for each match and seats players in it in the order in which they come: the
 * first asks Agones, the others of his match wait for his answer. Every thread may call it.
 */
final class NaiveClient {
    private static final int TRIES_MAX = 3;

    private final AllocationClient client;
    private final Allocation wanted;
    private final AtomicInteger calls = new AtomicInteger();

    // Guarded by this.
    private CompletableFuture<String> match = new CompletableFuture<>();
    private int seatsLeft;

    NaiveClient(AllocationClient client, Allocation wanted) {
        this.client = client;
        this.wanted = wanted;
    }

    String place() {
        CompletableFuture<String> mine;
        boolean isFirst;
        synchronized (this) {
            isFirst = seatsLeft == 0;
            if (isFirst) {
                match = new CompletableFuture<>();
                seatsLeft = PlacementLoad.SEATS;
            }
            seatsLeft--;
            mine = match;
        }
        if (isFirst) {
            mine.complete(allocate());
        }
        return mine.join();
    }

    int calls() {
        return calls.get();
    }

    private String allocate() {
        for (int i = 0; i < TRIES_MAX; i++) {
            calls.incrementAndGet();
            if (client.allocate(wanted) instanceof AllocationOutcome.Allocated) {
                return "placed";
            }
        }
        return "no server";
    }
}
