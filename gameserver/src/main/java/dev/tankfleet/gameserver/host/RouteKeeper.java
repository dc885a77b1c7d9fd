package dev.tankfleet.gameserver.host;

import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.RouteStore.Claim;
import dev.tankfleet.route.RouteUnavailable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets the routes of our matches live on, and notices when one is another's. A duty cycle with a
 * virtual thread of its own, each {@link #EVERY}.
 */
final class RouteKeeper {
    static final Duration EVERY = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(RouteKeeper.class);
    private static final Duration STOP_MAX = Duration.ofSeconds(1);

    private final RouteStore routes;
    private final Supplier<List<Hosted>> matches;
    private final Consumer<Hosted> onSuperseded;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("routes").unstarted(this::run);

    RouteKeeper(RouteStore routes, Supplier<List<Hosted>> matches, Consumer<Hosted> onSuperseded) {
        this.routes = routes;
        this.matches = matches;
        this.onSuperseded = onSuperseded;
    }

    void start() {
        thread.start();
    }

    void stop() {
        stop.countDown();
        try {
            if (!thread.join(STOP_MAX)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Refreshes all routes once. */
    void runOnce() {
        for (var hosted : matches.get()) {
            if (!hosted.isPreparing() && !hosted.match.load().isOver()) {
                refresh(hosted);
            }
        }
    }

    private void run() {
        try {
            while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                runOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refresh(Hosted hosted) {
        var route = hosted.route;
        try {
            var ttl = Preparation.routeTtl(hosted);
            if (routes.refresh(route.matchId(), route.epoch(), ttl)) {
                return;
            }
            // Gone: the store lost it, and claiming it again is right. Another's: the claim is
            // refused.
            if (routes.claim(route, ttl) instanceof Claim.Superseded) {
                onSuperseded.accept(hosted);
            }
        } catch (RouteUnavailable e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("matchId", route.matchId())
                    .log("a route could not be refreshed");
        }
    }
}
