package dev.tankfleet.gateway.pump;

import dev.tankfleet.link.GatewayLink;
import dev.tankfleet.proto.binary.InputReader;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.Leave;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A link that writes down the batches that are sent. */
final class RecordingLink implements GatewayLink {
    // Read by the test while the pump writes.
    final List<String> batches = new CopyOnWriteArrayList<>();

    @Override
    public void sendInputs(String matchId, byte[] buffer, int length) {
        var reader = new InputReader();
        if (!reader.wrap(buffer.clone(), length)) {
            throw new AssertionError("a batch that cannot be read");
        }
        var text = new StringBuilder(matchId + "@" + reader.epoch() + " " + reader.gatewayId());
        while (reader.next()) {
            text.append(
                    " %d:%d,%d,%b,%d"
                            .formatted(
                                    reader.slot(),
                                    reader.seq(),
                                    reader.throttle(),
                                    reader.fire(),
                                    reader.ability()));
        }
        batches.add(text.toString());
    }

    @Override
    public Outcome join(Join join, Duration deadline) {
        throw new AssertionError("the pump joins nobody");
    }

    @Override
    public void leave(Leave leave) {
        throw new AssertionError("the pump leaves nothing");
    }

    @Override
    public long malformedBodies() {
        return 0;
    }

    @Override
    public void close() {}
}
