package dev.tankfleet.faults.leak;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.faults.road.Roads;
import dev.tankfleet.proto.command.ServerCommand;
import dev.tankfleet.proto.command.ServerCommand.CancelMatch;
import dev.tankfleet.proto.command.ServerCommand.Release;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.status.ServerState;
import dev.tankfleet.proto.status.ServerStatus;
import dev.tankfleet.proto.subject.Subjects;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Another voice of the centre, of which the matchmaker does not know: sends most servers back to
 * the pool soon after they were allocated and gives most matches up, so that there is always
 * something to allocate. Runs on the bus's thread and one of its own; every thread may ask it.
 */
final class Steward implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(1);
    private static final int SENT_BACK_PER_MILLE = 700;
    private static final int GIVEN_UP_PER_MILLE = 800;
    private static final int PATIENCE_MS_MIN = 20;
    private static final int PATIENCE_MS_MAX = 400;
    private static final int MATCH_MS_MAX = 1_500;
    private static final int LAST_ATTEMPT = 3;

    private final Bus bus;
    private final Trouble trouble;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Map<String, ServerStatus> newest = new ConcurrentHashMap<>();

    private volatile boolean isOver;

    Steward(Roads roads, Trouble trouble) {
        this.trouble = trouble;
        bus = roads.centre(Territory.STEWARD);
        bus.subscribe(Subjects.ofEveryRegion(Subjects.SERVER_STATUS), this::onStatus);
    }

    /** Only listens from now on. */
    void end() {
        isOver = true;
    }

    /** The last word of each server that ever spoke. */
    Map<String, ServerStatus> newest() {
        return Map.copyOf(newest);
    }

    @Override
    public void close() {
        later.shutdownNow();
        bus.close();
    }

    private void onStatus(Bus.Message message) {
        ServerStatus status;
        try {
            status = ServerStatus.read(message.body());
        } catch (MalformedBody e) {
            throw new IllegalStateException(e);
        }
        newest.put(status.serverId(), status);
        if (isOver) {
            return;
        }
        var intent = status.intent();
        if (status.state() == ServerState.ALLOCATED
                && intent != null
                && trouble.draws(SENT_BACK_PER_MILLE)
                && known.add(intent)) {
            say(status, new Release(intent), PATIENCE_MS_MAX);
        }
        for (var match : status.open()) {
            if (known.add(match.matchId()) && trouble.draws(GIVEN_UP_PER_MILLE)) {
                say(status, new CancelMatch(match.matchId(), LAST_ATTEMPT), MATCH_MS_MAX);
            }
        }
    }

    private void say(ServerStatus status, ServerCommand command, int withinMs) {
        var subject = Subjects.ofRegion(status.region(), Subjects.serverCommand(status.serverId()));
        later.schedule(
                () -> {
                    Thread.startVirtualThread(
                            () -> bus.request(subject, command.write(), ANSWER_MAX));
                },
                trouble.drawMs(PATIENCE_MS_MIN, withinMs),
                TimeUnit.MILLISECONDS);
    }
}
