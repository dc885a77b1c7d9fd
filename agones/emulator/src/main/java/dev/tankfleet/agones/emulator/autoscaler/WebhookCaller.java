package dev.tankfleet.agones.emulator.autoscaler;

import dev.tankfleet.agones.emulator.fleet.FleetStatus;

import java.io.IOException;
import java.util.Map;

/** Asks webhooks. Called on threads that may block. */
@FunctionalInterface
public interface WebhookCaller {
    /**
     * Asks and waits for the answer.
     *
     * @throws IOException if there is none within the time-out, or it cannot be read
     */
    Answer ask(Policy.Webhook webhook, Review review) throws IOException;

    /**
     * What is told.
     *
     * @param uid of this question; an answer with another one is taken all the same
     * @param fleet name of the Fleet
     * @param namespace its namespace
     * @param status what the Fleet has
     * @param allocations how often its servers were allocated
     * @param labels labels of its template
     * @param annotations annotations of its template
     */
    record Review(
            String uid,
            String fleet,
            String namespace,
            FleetStatus status,
            long allocations,
            Map<String, String> labels,
            Map<String, String> annotations) {}

    /** What is answered; without {@code isScale} the replicas stay as they are. */
    record Answer(boolean isScale, int replicas) {}
}
