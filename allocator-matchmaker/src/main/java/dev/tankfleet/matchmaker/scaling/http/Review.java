package dev.tankfleet.matchmaker.scaling.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.matchmaker.scaling.FleetState;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;

import org.jspecify.annotations.Nullable;

/**
 * A FleetAutoscaleReview: what a FleetAutoscaler asks, and the answer under the same id. Pure.
 *
 * @param uid of this question
 * @param fleet what it is about
 */
record Review(String uid, FleetState fleet) {
    static final int SIZE_MAX_BYTES = 1024 * 1024;
    private static final int TEXT_MAX = 256;
    private static final int SERVERS_MAX = 1_000_000;

    static Review read(byte[] body, String region, @Nullable String build) throws MalformedBody {
        var root = Json.read(body, SIZE_MAX_BYTES);
        var request = required(root, "request");
        var status = required(request, "status");
        return new Review(
                request.text("uid", TEXT_MAX),
                new FleetState(
                        region,
                        build,
                        status.integer("readyReplicas", 0, SERVERS_MAX),
                        status.integer("reservedReplicas", 0, SERVERS_MAX),
                        status.integer("allocatedReplicas", 0, SERVERS_MAX)));
    }

    /** Always with {@code scale}: without it a chain would end here and nothing would happen. */
    ObjectNode answer(int replicas) {
        var root = Json.object();
        root.putNull("request");
        root.putObject("response").put("uid", uid).put("scale", true).put("replicas", replicas);
        return root;
    }

    private static JsonFields required(JsonFields fields, String name) throws MalformedBody {
        var object = fields.objectOrNull(name);
        if (object == null) {
            throw fields.wrong(name, "missing", "present");
        }
        return object;
    }
}
