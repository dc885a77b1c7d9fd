package dev.tankfleet.gateway.admission;

import dev.tankfleet.gateway.admission.AdmissionOutcome.Admitted;
import dev.tankfleet.gateway.admission.AdmissionOutcome.TurnedAway;
import dev.tankfleet.gateway.pump.Matches;
import dev.tankfleet.gateway.pump.Seat;
import dev.tankfleet.gateway.pump.SeatListener;
import dev.tankfleet.link.GatewayLink;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.Join.Credential;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.Leave;
import dev.tankfleet.proto.session.OneTimeToken;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.RouteUnavailable;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Admits clients to matches. One virtual thread per AUTH; the number at work is bounded, and the
 * number that waits is, because a connection has one AUTH.
 *
 * <p>The seat is opened before the join is sent, so that a match that ends at that very moment
 * still reaches the client.
 */
public final class Admission implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(3);

    private final String gatewayId;
    private final RouteStore routes;
    private final GatewayLink link;
    private final Matches matches;
    private final AdmissionLimits limits;
    private final AdmissionMeters meters;
    private final LongSupplier clock;
    private final Semaphore atWork;
    private final ExecutorService threads;

    /**
     * Admission to the matches of one region.
     *
     * @param gatewayId id under which seats are asked for
     * @param clock nanoseconds, monotonic
     */
    public Admission(
            String gatewayId,
            RouteStore routes,
            GatewayLink link,
            Matches matches,
            AdmissionLimits limits,
            MeterRegistry meters,
            LongSupplier clock) {
        this.gatewayId = gatewayId;
        this.routes = routes;
        this.link = link;
        this.matches = matches;
        this.limits = limits;
        this.meters = new AdmissionMeters(meters);
        this.clock = clock;
        this.atWork = new Semaphore(limits.atWorkMax());
        this.threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual()
                                .name("gateway-admission-", 0)
                                .uncaughtExceptionHandler(Admission::onFailed)
                                .factory());
    }

    /**
     * Begins to admit a client; returns at once.
     *
     * @param listener hears of frames for the seat
     * @param whenDone gets the outcome, once, on a thread of admission
     */
    public void start(
            AuthRequest request, SeatListener listener, Consumer<AdmissionOutcome> whenDone) {
        long startNs = clock.getAsLong();
        try {
            threads.execute(
                    () -> {
                        var outcome = admitInTurn(request, listener);
                        meters.onOutcome(outcome, clock.getAsLong() - startNs);
                        whenDone.accept(outcome);
                    });
        } catch (RejectedExecutionException e) {
            whenDone.accept(draining());
        }
    }

    /**
     * Gives a seat back; the owner holds it for the player to return. Once per seat has an effect.
     */
    public void leave(Admitted admitted) {
        var seat = admitted.seat();
        if (matches.close(seat)) {
            sendLeave(seat, admitted.joined().epoch());
        }
    }

    /** Gives a seat back that the owner itself has ended. */
    public void forget(Admitted admitted) {
        matches.close(admitted.seat());
    }

    /** Interrupts what is at work and waits for it, at most {@link #CLOSE_MAX}. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atError().addKeyValue("waited", CLOSE_MAX).log("admission did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A mistake of ours ends this admission; the connection gives up by itself when it is overdue.
     */
    private static void onFailed(Thread thread, Throwable cause) {
        LOG.atError().setCause(cause).log("an admission failed");
    }

    private AdmissionOutcome admitInTurn(AuthRequest request, SeatListener listener) {
        try {
            if (!atWork.tryAcquire(limits.waitMax().toNanos(), TimeUnit.NANOSECONDS)) {
                return new TurnedAway(CloseCode.TOO_SLOW, "too many players come at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return draining();
        }
        try {
            return admit(request, listener);
        } catch (RouteUnavailable e) {
            return new TurnedAway(CloseCode.OWNER_UNREACHABLE, "the region's routes are away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return draining();
        } finally {
            atWork.release();
        }
    }

    private AdmissionOutcome admit(AuthRequest request, SeatListener listener)
            throws InterruptedException {
        Credential credential;
        switch (request) {
            case AuthRequest.Resume resume ->
                    credential = new Credential.Resume(resume.resumeToken());
            case AuthRequest.Token token -> {
                var hash = OneTimeToken.sha256(token.token());
                var grant = routes.redeem(hash);
                if (grant.isEmpty()) {
                    return new TurnedAway(CloseCode.BAD_TOKEN, "token: unknown, used or expired");
                }
                if (!grant.get().matchId().equals(request.matchId())) {
                    return new TurnedAway(CloseCode.WRONG_MATCH, "token: of another match; spent");
                }
                credential = new Credential.Redeemed(grant.get().playerId(), hash);
            }
        }
        var route = playing(request.matchId());
        return route.isEmpty() ? noSuchMatch() : seat(request, credential, route.get(), listener);
    }

    private AdmissionOutcome seat(
            AuthRequest request, Credential credential, Route route, SeatListener listener)
            throws InterruptedException {
        var seat = matches.open(request.matchId(), listener);
        if (seat == null) {
            return new TurnedAway(CloseCode.TOO_SLOW, "this gateway has no slot left");
        }
        AdmissionOutcome outcome = noSuchMatch();
        try {
            outcome = joinTwice(request, credential, route, seat, listener);
        } finally {
            if (!(outcome instanceof Admitted)) {
                matches.close(seat);
            }
        }
        return outcome;
    }

    /**
     * The second try asks the route again: the match may have moved. Token and slot stay the same.
     *
     * <p>Nobody is asked for a client who has left: he may have come back another way already, and
     * a join that comes late would throw him out.
     */
    private AdmissionOutcome joinTwice(
            AuthRequest request,
            Credential credential,
            Route route,
            Seat seat,
            SeatListener listener)
            throws InterruptedException {
        if (listener.isGone()) {
            matches.takeBack(seat);
            return left();
        }
        var first = link.join(join(route, seat, credential, request), limits.joinTimeout());
        if (first instanceof GatewayLink.Outcome.Answered(var reply)) {
            if (reply instanceof JoinReply.Refused) {
                matches.takeBack(seat);
            }
            return answered(reply, seat);
        }
        int epoch = route.epoch();
        boolean isAnswered = false;
        try {
            Thread.sleep(limits.retryPause());
            if (listener.isGone()) {
                return left();
            }
            var now = playing(request.matchId());
            if (now.isEmpty()) {
                return noSuchMatch();
            }
            epoch = now.get().epoch();
            var second =
                    link.join(join(now.get(), seat, credential, request), limits.joinTimeout());
            if (second instanceof GatewayLink.Outcome.Answered(var reply)) {
                isAnswered = true;
                return answered(reply, seat);
            }
            return new TurnedAway(
                    CloseCode.OWNER_UNREACHABLE, "the match's server does not answer");
        } finally {
            if (!isAnswered) {
                // The owner may have seated the player and been too slow to say so.
                sendLeave(seat, epoch);
            }
        }
    }

    private AdmissionOutcome answered(JoinReply reply, Seat seat) {
        return switch (reply) {
            case JoinReply.Joined joined -> {
                seat.match().onJoined(joined.epoch(), joined.tick(), clock.getAsLong());
                yield new Admitted(seat, joined);
            }
            case JoinReply.Refused(var code, var message) -> new TurnedAway(code, message);
        };
    }

    private Join join(Route route, Seat seat, Credential credential, AuthRequest request) {
        return new Join(
                request.matchId(),
                route.serverId(),
                route.instance(),
                route.epoch(),
                gatewayId,
                seat.slot(),
                credential,
                request.rules(),
                request.tank());
    }

    private Optional<Route> playing(String matchId) {
        return routes.find(matchId).filter(route -> route.state() == Route.State.PLAYING);
    }

    private void sendLeave(Seat seat, int epoch) {
        link.leave(new Leave(seat.match().matchId(), epoch, gatewayId, seat.slot()));
    }

    private static TurnedAway noSuchMatch() {
        return new TurnedAway(CloseCode.NO_SUCH_MATCH, "match: unknown or ended");
    }

    private static TurnedAway left() {
        return new TurnedAway(CloseCode.OWNER_UNREACHABLE, "the client has left");
    }

    private static TurnedAway draining() {
        return new TurnedAway(CloseCode.DRAINING, "this gateway goes away");
    }
}
