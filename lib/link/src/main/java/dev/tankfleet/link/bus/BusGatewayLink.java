package dev.tankfleet.link.bus;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.link.GatewayLink;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.Leave;
import dev.tankfleet.proto.subject.Subjects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The gateway's end over the bus. Every thread may call it; states are heard on the bus's delivery
 * thread.
 */
public final class BusGatewayLink implements GatewayLink {
    private static final Logger LOG = LoggerFactory.getLogger(BusGatewayLink.class);

    private final Bus bus;
    private final AtomicLong malformed = new AtomicLong();
    private final Bus.Subscription states;

    private BusGatewayLink(Bus bus, String gatewayId, StateHandler handler) {
        this.bus = bus;
        this.states =
                bus.subscribe(
                        Subjects.matchStates(gatewayId),
                        message ->
                                handler.onStates(
                                        Subjects.matchOf(message.subject()), message.body()));
    }

    /**
     * Opens the link and hears states from now on.
     *
     * @param bus connection of the role GATEWAY under the same id; stays open when the link is
     *     closed
     * @param gatewayId id of this gateway
     */
    public static GatewayLink create(Bus bus, String gatewayId, StateHandler handler) {
        return new BusGatewayLink(bus, gatewayId, handler);
    }

    @Override
    public Outcome join(Join join, Duration deadline) {
        return switch (bus.request(Subjects.matchJoin(join.matchId()), join.write(), deadline)) {
            case Bus.Reply.Answered(var body) -> read(join, body);
            case Bus.Reply.NobodyThere(), Bus.Reply.TimedOut() -> new Outcome.Unreachable();
        };
    }

    @Override
    public void leave(Leave leave) {
        bus.publish(Subjects.matchLeave(leave.matchId()), leave.write());
    }

    @Override
    public void sendInputs(String matchId, byte[] buffer, int length) {
        bus.publish(Subjects.matchInput(matchId), buffer, length);
    }

    @Override
    public long malformedBodies() {
        return malformed.get();
    }

    @Override
    public void close() {
        states.close();
    }

    private Outcome read(Join join, byte[] body) {
        try {
            return new Outcome.Answered(JoinReply.read(body));
        } catch (MalformedBody e) {
            LOG.atWarn()
                    .addKeyValue("matchId", join.matchId())
                    .addKeyValue("malformed", malformed.incrementAndGet())
                    .addKeyValue("cause", e.getMessage())
                    .log("answer to a join dropped");
            return new Outcome.Unreachable();
        }
    }
}
