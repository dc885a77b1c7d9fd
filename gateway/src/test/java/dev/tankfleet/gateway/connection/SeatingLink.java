package dev.tankfleet.gateway.connection;

import dev.tankfleet.link.GatewayLink;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.Leave;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An owner that seats everyone at once. */
final class SeatingLink implements GatewayLink {
    final BlockingQueue<Join> joins = new LinkedBlockingQueue<>();
    final BlockingQueue<Leave> leaves = new LinkedBlockingQueue<>();

    @Override
    public Outcome join(Join join, Duration deadline) {
        joins.add(join);
        var map = new JoinReply.MapView("plain", 1_000, 1_000, List.of(), List.of());
        return new Outcome.Answered(
                new JoinReply.Joined("p-1", 1, 5, 30, join.epoch(), "rules", "resume", map));
    }

    @Override
    public void leave(Leave leave) {
        leaves.add(leave);
    }

    @Override
    public void sendInputs(String matchId, byte[] buffer, int length) {}

    @Override
    public long malformedBodies() {
        return 0;
    }

    @Override
    public void close() {}
}
