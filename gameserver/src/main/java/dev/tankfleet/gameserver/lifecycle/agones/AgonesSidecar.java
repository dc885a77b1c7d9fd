package dev.tankfleet.gameserver.lifecycle.agones;

import dev.tankfleet.agones.sdk.AgonesSdk;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.Health;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.agones.sdk.SdkError;
import dev.tankfleet.agones.sdk.SdkException;
import dev.tankfleet.agones.sdk.Watch;
import dev.tankfleet.gameserver.lifecycle.GameServerView;
import dev.tankfleet.gameserver.lifecycle.GameServerView.Phase;
import dev.tankfleet.gameserver.lifecycle.Sidecar;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The sidecar through the Agones SDK. Calls come from the lifecycle's thread; events of watch and
 * health run on virtual threads and touch only atomics.
 */
public final class AgonesSidecar implements Sidecar {
    /** Annotation in which the matchmaker names its intent with each allocation. */
    public static final String INTENT = "tankfleet.dev/intent";

    private static final Logger LOG = LoggerFactory.getLogger(AgonesSidecar.class);
    private static final String MATCHES = "matches";
    private static final String PLAYERS = "players";

    private final String overflowLabel;
    private final ExecutorService executor;
    private final AgonesSdk sdk;
    private final AtomicReference<@Nullable Watch> watch = new AtomicReference<>();
    private final AtomicReference<@Nullable Health> health = new AtomicReference<>();
    private final AtomicBoolean isHealthStarted = new AtomicBoolean();
    private final Set<String> missingCounters = ConcurrentHashMap.newKeySet();

    private AgonesSidecar(String overflowLabel, ExecutorService executor, AgonesSdk sdk) {
        this.overflowLabel = overflowLabel;
        this.executor = executor;
        this.sdk = sdk;
    }

    /**
     * A line to the sidecar; it connects with the first call.
     *
     * @param overflowLabel label that the fleet gives to servers it has too many of
     */
    public static AgonesSidecar connect(SdkConfig config, String overflowLabel) {
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        return new AgonesSidecar(overflowLabel, executor, AgonesSdk.connect(config, executor));
    }

    @Override
    public void open(Consumer<Sighting> listener) {
        watch.set(sdk.watch(event -> onEvent(event, listener)));
    }

    @Override
    public Heard ready() {
        return call(sdk::ready);
    }

    @Override
    public Heard allocate() {
        return call(sdk::allocate);
    }

    @Override
    public Heard shutdown() {
        return call(sdk::shutdown);
    }

    @Override
    public Heard count(int matches, int players) {
        Heard ofMatches = count(MATCHES, matches);
        Heard ofPlayers = count(PLAYERS, players);
        return ofMatches == Heard.YES ? ofPlayers : ofMatches;
    }

    private Heard count(String counter, int value) {
        if (missingCounters.contains(counter)) {
            return Heard.YES;
        }
        try {
            sdk.counters().set(counter, value);
            return Heard.YES;
        } catch (SdkException e) {
            return onCountRefused(counter, e.error());
        }
    }

    @Override
    public Sighting look() {
        try {
            return seen(sdk.gameServer(), false);
        } catch (SdkException e) {
            return e.error() instanceof SdkError.GameServerNotFound
                    ? new Sighting.Gone()
                    : new Sighting.Unreachable();
        }
    }

    @Override
    public void close() {
        var openWatch = watch.get();
        if (openWatch != null) {
            openWatch.close();
        }
        var openHealth = health.get();
        if (openHealth != null) {
            openHealth.close();
        }
        sdk.close();
        executor.shutdownNow();
    }

    private void onEvent(Watch.Event event, Consumer<Sighting> listener) {
        switch (event) {
            case Watch.Event.Connected(var now) -> {
                // Another sidecar, and perhaps another version of it.
                missingCounters.clear();
                startHealth(now.health().period());
                listener.accept(seen(now, true));
            }
            case Watch.Event.Changed(_, var now) -> listener.accept(seen(now, false));
            case Watch.Event.Repeated(var now) -> listener.accept(seen(now, false));
            case Watch.Event.Disconnected(var error, var retryIn) ->
                    LOG.atWarn()
                            .addKeyValue("cause", error.getClass().getSimpleName())
                            .addKeyValue("retryInMs", retryIn.toMillis())
                            .log("the watch of our GameServer broke");
        }
    }

    private void startHealth(Duration period) {
        if (!period.isPositive() || !isHealthStarted.compareAndSet(false, true)) {
            return;
        }
        health.set(sdk.startHealth(period.dividedBy(2), AgonesSidecar::onHealth));
    }

    private static void onHealth(Health.Event event) {
        switch (event) {
            case Health.Event.Missed(var error, var inARow) ->
                    LOG.atWarn()
                            .addKeyValue("cause", error.getClass().getSimpleName())
                            .addKeyValue("inARow", inARow)
                            .log("a sign of life was missed");
            case Health.Event.Restored(var missed) ->
                    LOG.atInfo().addKeyValue("missed", missed).log("signs of life arrive again");
        }
    }

    private Sighting.Seen seen(GameServer server, boolean isNewStream) {
        boolean isUnwanted = server.isBeingDeleted() || server.labels().containsKey(overflowLabel);
        var view =
                new GameServerView(
                        phaseOf(server),
                        server.stateText(),
                        server.annotations().get(INTENT),
                        server.lastAllocated().orElse(null),
                        isUnwanted);
        return new Sighting.Seen(view, isNewStream);
    }

    private static Phase phaseOf(GameServer server) {
        return switch (server.state()) {
            case PORT_ALLOCATION, CREATING, STARTING, SCHEDULED -> Phase.STARTING;
            case REQUEST_READY -> Phase.REQUEST_READY;
            case READY -> Phase.READY;
            case ALLOCATED -> Phase.ALLOCATED;
            case SHUTDOWN, UNHEALTHY, ERROR -> Phase.ENDING;
            case RESERVED, UNKNOWN -> Phase.OTHER;
        };
    }

    /**
     * A fleet without a counter of ours is served all the same, and with one whose capacity is too
     * small as well: the value that does not fit is not told, the next one is. All else is tried
     * again.
     */
    private Heard onCountRefused(String counter, SdkError error) {
        boolean isMissing =
                error instanceof SdkError.NotFound || error instanceof SdkError.NotEnabled;
        if (isMissing) {
            missingCounters.add(counter);
        }
        LOG.atWarn()
                .addKeyValue("counter", counter)
                .addKeyValue("cause", error.getClass().getSimpleName())
                .addKeyValue("text", error.message())
                .log("a count was not taken");
        return isMissing || error instanceof SdkError.OutOfRange ? Heard.YES : Heard.NO;
    }

    private static Heard call(Runnable call) {
        try {
            call.run();
            return Heard.YES;
        } catch (SdkException e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.error().getClass().getSimpleName())
                    .log("the sidecar did not take a call");
            return Heard.NO;
        }
    }
}
