package dev.tankfleet.matchmaker.find;

import dev.tankfleet.matchmaker.allocation.WarmSlots;
import dev.tankfleet.matchmaker.find.FindOutcome.Found;
import dev.tankfleet.matchmaker.find.FindOutcome.Queued;
import dev.tankfleet.matchmaker.find.FindOutcome.Refusal;
import dev.tankfleet.matchmaker.find.FindOutcome.Refused;
import dev.tankfleet.matchmaker.locate.Locator;
import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.matchmaker.locate.RoundTrips;
import dev.tankfleet.matchmaker.match.SeatOutcome;
import dev.tankfleet.matchmaker.match.Seating;
import dev.tankfleet.matchmaker.placement.Placement.Cause;
import dev.tankfleet.matchmaker.placement.Placement.Live;
import dev.tankfleet.matchmaker.placement.Placement.Placing;
import dev.tankfleet.matchmaker.placement.PlacementStore.Begun;
import dev.tankfleet.matchmaker.placement.Placements;
import dev.tankfleet.matchmaker.server.ServerRef;
import dev.tankfleet.matchmaker.server.ServerTable;
import dev.tankfleet.matchmaker.server.Wish;
import dev.tankfleet.process.client.ClientAddresses;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;
import dev.tankfleet.proto.command.Seat;
import dev.tankfleet.proto.session.OneTimeToken;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Finds a seat for a player whose token has been checked. Called on the request's virtual thread,
 * which waits for the database and for the game server.
 *
 * <p>The order is the whole idea: the placement row first, so that a player is never in two
 * matches; then a seat, reserved and prepared; then the row names it; then the player hears of it.
 * Whatever breaks in between ends by itself: the row after 10 s, the seat after 30 s.
 */
public final class Find {
    private static final int ROUNDS_MAX = 3;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration TICKET_WAIT = Duration.ofMillis(500);
    private static final Duration NO_SERVER_WAIT = Duration.ofSeconds(5);

    private final GameModes modes;
    private final RegionTable regions;
    private final Locator locator;
    private final ServerTable table;
    private final Placements placements;
    private final Seating seating;
    private final WarmSlots warmSlots;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final SecureRandom random;
    private final RateLimit playerLimit;
    private final RateLimit sourceLimit;
    private final IdempotencyKeys keys;
    private final Tickets tickets;
    private final FindMeters meters;

    private Find(FindConfig config, FindParts parts) {
        this.modes = GameModes.read(config.modes());
        this.regions = parts.regions();
        this.locator = parts.locator();
        this.table = parts.table();
        this.placements = parts.placements();
        this.seating = parts.seating();
        this.warmSlots = parts.warmSlots();
        this.clock = parts.clock();
        this.nanoClock = parts.nanoClock();
        this.random = parts.random();
        this.playerLimit =
                new RateLimit(config.findsPerSecond(), config.findsBurst(), parts.nanoClock());
        this.sourceLimit =
                new RateLimit(
                        config.sourceFindsPerSecond(),
                        config.sourceFindsBurst(),
                        parts.nanoClock());
        this.keys = new IdempotencyKeys(Seating.JOIN_WITHIN, parts.nanoClock());
        this.tickets =
                new Tickets(
                        config.ticketsMax(),
                        config.ticketLife(),
                        () -> OneTimeToken.make(random),
                        parts.nanoClock());
        this.meters = new FindMeters(parts.registry(), tickets);
    }

    /** Puts the feature together. */
    public static Find create(FindConfig config, FindParts parts) {
        return new Find(config, parts);
    }

    /**
     * Finds.
     *
     * @param request what the player wants
     * @param idempotencyKey the same key and request get the same answer; null: none
     * @param clientAddress the client, as the edge trusts it
     */
    public FindOutcome find(
            FindRequest request, @Nullable String idempotencyKey, InetAddress clientAddress) {
        long startNs = nanoClock.getAsLong();
        var outcome = limited(request, idempotencyKey, clientAddress);
        meters.answered(outcome, nanoClock.getAsLong() - startNs);
        return outcome;
    }

    /** Tries again for one who waits. */
    public FindOutcome showTicket(String ticketId) {
        var ticket = tickets.find(ticketId);
        if (ticket == null) {
            return new Refused(Refusal.UNKNOWN_TICKET, Duration.ZERO);
        }
        if (!tickets.takeTry(ticketId)) {
            return new Queued(ticketId, TICKET_WAIT);
        }
        return switch (place(ticket.request(), ticket.clientAddress())) {
            case Found found -> {
                tickets.remove(ticketId);
                yield found;
            }
            // Whoever waits goes on waiting: his ticket says how long.
            case Refused(var refusal, _) when refusal != Refusal.UNKNOWN_MODE ->
                    new Queued(ticketId, SOON);
            case FindOutcome outcome -> outcome;
        };
    }

    /** One who waits gives up; false if there is no such ticket. */
    public boolean dropTicket(String ticketId) {
        return tickets.remove(ticketId);
    }

    private FindOutcome limited(FindRequest request, @Nullable String key, InetAddress address) {
        var wait = sourceLimit.take(ClientAddresses.sourceOf(address));
        if (!wait.isPositive()) {
            wait = playerLimit.take(request.userId());
        }
        if (wait.isPositive()) {
            return new Refused(Refusal.TOO_MANY_FINDS, wait);
        }
        return key == null
                ? place(request, address)
                : keys.once(key, request, () -> place(request, address));
    }

    private FindOutcome place(FindRequest request, InetAddress clientAddress) {
        var seats = modes.seatsOf(request.gameMode());
        if (seats == null) {
            return new Refused(Refusal.UNKNOWN_MODE, Duration.ZERO);
        }
        var region = request.region();
        if (region != null && regions.find(region) == null && table.gateways(region).isEmpty()) {
            return new Refused(Refusal.UNKNOWN_REGION, Duration.ZERO);
        }
        for (int round = 0; round < ROUNDS_MAX; round++) {
            var outcome =
                    switch (placements.begin(request.userId(), request.gameMode())) {
                        case Begun.Ours(var placing) ->
                                placeNew(placing, request, seats, clientAddress);
                        case Begun.HasSeat(var live) -> placeAgain(live, request.userId());
                        case Begun.Busy _ -> new Refused(Refusal.FIND_IN_PROGRESS, SOON);
                    };
            if (outcome != null) {
                return outcome;
            }
        }
        return new Refused(Refusal.SERVERS_SILENT, SOON);
    }

    // A new seat

    private FindOutcome placeNew(
            Placing placing, FindRequest request, int matchSeats, InetAddress clientAddress) {
        var token = OneTimeToken.make(random);
        var seat = new Seat(request.userId(), null, OneTimeToken.sha256(token));
        return switch (seating.seat(wish(request, matchSeats, clientAddress), seat)) {
            case SeatOutcome.Seated seated -> settle(placing, seated, token);
            case SeatOutcome.AllFull(var nearest) -> {
                placements.end(placing, Cause.NOT_PLACED);
                yield queue(request, nearest, clientAddress);
            }
            case SeatOutcome.NoServer _ -> refuse(placing, Refusal.NO_SERVER, NO_SERVER_WAIT);
            case SeatOutcome.SeatGone _ -> refuse(placing, Refusal.SERVERS_SILENT, SOON);
            case SeatOutcome.NotAnswered _ -> refuse(placing, Refusal.SERVERS_SILENT, SOON);
            case SeatOutcome.ServerAway _ -> refuse(placing, Refusal.SERVERS_SILENT, SOON);
            case SeatOutcome.TooBusy _ -> refuse(placing, Refusal.BUSY, SOON);
        };
    }

    private Wish wish(FindRequest request, int matchSeats, InetAddress clientAddress) {
        var position = locator.locate(clientAddress).orElse(null);
        return new Wish(
                request.gameMode(),
                matchSeats,
                request.region(),
                request.rules(),
                RoundTrips.of(regions, position, request.latenciesMs()),
                Set.of());
    }

    private FindOutcome settle(Placing placing, SeatOutcome.Seated seated, String token) {
        var server = seated.server();
        var live =
                placing.toLive(
                        seated.matchId(), server.serverId(), server.region(), seated.attempt());
        // Slower than its time, and another process places the player: this seat ends unused.
        return placements.toLive(placing, live)
                ? found(seated.matchId(), server, token)
                : new Refused(Refusal.FIND_IN_PROGRESS, SOON);
    }

    private FindOutcome queue(FindRequest request, String nearest, InetAddress clientAddress) {
        boolean isGrowing =
                warmSlots.request(nearest)
                        || (request.region() == null
                                && regions.regions().stream()
                                        .anyMatch(region -> warmSlots.request(region.name())));
        if (!isGrowing) {
            return new Refused(Refusal.ALL_FULL, NO_SERVER_WAIT);
        }
        var ticketId = tickets.add(request, clientAddress);
        return ticketId == null
                ? new Refused(Refusal.ALL_FULL, NO_SERVER_WAIT)
                : new Queued(ticketId, TICKET_WAIT);
    }

    private FindOutcome refuse(Placing placing, Refusal refusal, Duration retryAfter) {
        placements.end(placing, Cause.NOT_PLACED);
        return new Refused(refusal, retryAfter);
    }

    // A seat that is there

    /** A fresh token for the same seat; null if the seat turned out to be gone: begin anew. */
    private @Nullable FindOutcome placeAgain(Live live, String userId) {
        var known = table.find(live.serverId());
        var server =
                known != null
                        ? known
                        : new ServerRef(live.region(), live.serverId(), live.serverId(), "", null);
        var token = OneTimeToken.make(random);
        var seat = new Seat(userId, null, OneTimeToken.sha256(token));
        return switch (seating.seatAgain(server, live.matchId(), live.attempt(), seat)) {
            case SeatOutcome.Seated _ when known != null -> found(live.matchId(), server, token);
            case SeatOutcome.SeatGone(var code) -> onGone(live, code);
            case SeatOutcome.ServerAway _ when known == null -> {
                placements.end(live, Cause.SERVER_LOST);
                yield null;
            }
            case SeatOutcome.TooBusy _ -> new Refused(Refusal.BUSY, SOON);
            case SeatOutcome _ -> new Refused(Refusal.SERVERS_SILENT, SOON);
        };
    }

    private @Nullable FindOutcome onGone(Live live, RefusalCode code) {
        return switch (code) {
            case UNKNOWN_MATCH, MATCH_ENDED, SEAT_GONE -> {
                placements.end(live, Cause.REFUSED);
                yield null;
            }
            default -> new Refused(Refusal.SERVERS_SILENT, SOON);
        };
    }

    private Found found(String matchId, ServerRef server, String token) {
        return new Found(
                matchId,
                server.gatewayUrl(),
                token,
                server.region(),
                clock.instant().plus(Seating.JOIN_WITHIN),
                table.gateways(server.region()));
    }

    /**
     * What find stands on.
     *
     * @param regions the regions
     * @param locator tells where players are
     * @param table the live servers
     * @param placements one live placement per player and mode
     * @param seating finds and prepares seats
     * @param warmSlots makes room
     * @param clock time of day
     * @param nanoClock time that only goes forward, in ns
     * @param random makes tokens
     * @param registry where meters go
     */
    public record FindParts(
            RegionTable regions,
            Locator locator,
            ServerTable table,
            Placements placements,
            Seating seating,
            WarmSlots warmSlots,
            InstantSource clock,
            LongSupplier nanoClock,
            SecureRandom random,
            MeterRegistry registry) {}
}
