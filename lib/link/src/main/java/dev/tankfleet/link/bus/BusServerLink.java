package dev.tankfleet.link.bus;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.link.ServerLink;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.Leave;
import dev.tankfleet.proto.subject.Subjects;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The game server's end over the bus. Every thread may call it; gateways are heard on the bus's
 * delivery thread.
 */
public final class BusServerLink implements ServerLink {
    private static final Logger LOG = LoggerFactory.getLogger(BusServerLink.class);

    private final Bus bus;
    private final AtomicLong malformed = new AtomicLong();
    private final Set<BusEar> ears = ConcurrentHashMap.newKeySet();

    private BusServerLink(Bus bus) {
        this.bus = bus;
    }

    /**
     * Opens the link.
     *
     * @param bus connection of the role GAME_SERVER; stays open when the link is closed
     */
    public static ServerLink create(Bus bus) {
        return new BusServerLink(bus);
    }

    @Override
    public Ear listen(String matchId, MatchHandler handler, Duration deadline) {
        var ear =
                new BusEar(
                        List.of(
                                bus.subscribe(
                                        Subjects.matchJoin(matchId),
                                        message -> onJoin(matchId, message, handler)),
                                bus.subscribe(
                                        Subjects.matchLeave(matchId),
                                        message -> onLeave(matchId, message, handler)),
                                bus.subscribe(
                                        Subjects.matchInput(matchId),
                                        message -> handler.onInputs(message.body()))));
        ears.add(ear);
        if (!bus.flush(deadline)) {
            ear.close();
            throw new LinkUnavailable(
                    "match " + matchId + ": bus did not confirm within " + deadline);
        }
        return ear;
    }

    @Override
    public void sendStates(String matchId, String gatewayId, byte[] buffer, int length) {
        bus.publish(Subjects.matchState(matchId, gatewayId), buffer, length);
    }

    @Override
    public long malformedBodies() {
        return malformed.get();
    }

    @Override
    public void close() {
        new ArrayList<>(ears).forEach(BusEar::close);
    }

    private void onJoin(String matchId, Bus.Message message, MatchHandler handler) {
        Join join;
        try {
            join = Join.read(message.body());
        } catch (MalformedBody e) {
            drop(matchId, "join", e.getMessage());
            return;
        }
        if (isFor(matchId, join.matchId(), "join")) {
            handler.onJoin(join, reply -> message.reply(reply.write()));
        }
    }

    private void onLeave(String matchId, Bus.Message message, MatchHandler handler) {
        Leave leave;
        try {
            leave = Leave.read(message.body());
        } catch (MalformedBody e) {
            drop(matchId, "leave", e.getMessage());
            return;
        }
        if (isFor(matchId, leave.matchId(), "leave")) {
            handler.onLeave(leave);
        }
    }

    private boolean isFor(String matchId, String named, String kind) {
        if (named.equals(matchId)) {
            return true;
        }
        drop(matchId, kind, "match_id: another one (expected: the one in the subject)");
        return false;
    }

    private void drop(String matchId, String kind, @Nullable String cause) {
        LOG.atWarn()
                .addKeyValue("matchId", matchId)
                .addKeyValue("kind", kind)
                .addKeyValue("malformed", malformed.incrementAndGet())
                .addKeyValue("cause", cause)
                .log("body from a gateway dropped");
    }

    /** The three subscriptions of one match. Every thread may close it. */
    private final class BusEar implements Ear {
        private final List<Bus.Subscription> subscriptions;

        BusEar(List<Bus.Subscription> subscriptions) {
            this.subscriptions = subscriptions;
        }

        @Override
        public void close() {
            ears.remove(this);
            subscriptions.forEach(Bus.Subscription::close);
        }
    }
}
