package dev.tankfleet.agones.emulator.autoscaler.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.agones.emulator.autoscaler.WebhookCaller;
import dev.tankfleet.agones.emulator.fleet.FleetStatus;

import java.util.Map;

/** A review as JSON text, a FleetAutoscaleReview of Agones. Pure. */
final class ReviewJson {
    private ReviewJson() {}

    static String text(ObjectMapper mapper, WebhookCaller.Review review) {
        ObjectNode root = mapper.createObjectNode();
        ObjectNode request = root.putObject("request");
        request.put("uid", review.uid());
        request.put("name", review.fleet());
        request.put("namespace", review.namespace());
        putStatus(request.putObject("status"), review);
        putTexts(request, "annotations", review.annotations());
        putTexts(request, "labels", review.labels());
        root.putNull("response");
        try {
            return mapper.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a review of our own without a text", e);
        }
    }

    private static void putStatus(ObjectNode status, WebhookCaller.Review review) {
        FleetStatus fleet = review.status();
        status.put("replicas", fleet.replicas());
        status.put("readyReplicas", fleet.ready());
        status.put("reservedReplicas", fleet.reserved());
        status.put("allocatedReplicas", fleet.allocated());
        status.put("allocations", review.allocations());
        putSums(status, "counters", fleet.counters());
        putSums(status, "lists", fleet.lists());
    }

    private static void putSums(ObjectNode status, String name, Map<String, FleetStatus.Sum> sums) {
        if (sums.isEmpty()) {
            return;
        }
        ObjectNode node = status.putObject(name);
        sums.forEach(
                (key, sum) -> {
                    ObjectNode one = node.putObject(key);
                    one.put("allocatedCount", sum.allocatedCount());
                    one.put("allocatedCapacity", sum.allocatedCapacity());
                    one.put("capacity", sum.capacity());
                    one.put("count", sum.count());
                });
    }

    private static void putTexts(ObjectNode request, String name, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            ObjectNode node = request.putObject(name);
            texts.forEach(node::put);
        }
    }
}
