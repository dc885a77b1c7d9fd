package dev.tankfleet.gameserver.seat;

import dev.tankfleet.process.config.Secret;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.Join.Credential;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The seats of one match: prepared, joined, held. Owned by the match's thread.
 *
 * <p>It decides who may sit; the caller moves the tanks.
 */
public final class SeatTable {
    private final String matchId;
    private final int seatsMax;
    private final SeatConfig config;
    private final ResumeTokens resumeTokens;
    private final Connections connections;

    // Owned by the match's thread.
    private final List<PlayerSeat> seats;

    /** A table with all seats free. */
    public SeatTable(
            String matchId,
            int seatsMax,
            SeatConfig config,
            List<Secret> regionKeys,
            Connections connections) {
        this.matchId = matchId;
        this.seatsMax = seatsMax;
        this.config = config;
        this.resumeTokens = new ResumeTokens(regionKeys);
        this.connections = connections;
        this.seats = new ArrayList<>(seatsMax);
    }

    /** Whether this player has a seat. */
    public boolean has(String playerId) {
        return find(playerId) != null;
    }

    /**
     * Gives a player a seat that a token opens; one who has a seat gets one more token.
     *
     * @param joinByNs time after which the seat ends if he has not come
     * @return whether there was room
     */
    public boolean prepare(String playerId, String tokenSha256, long joinByNs, long nowNs) {
        var seat = find(playerId);
        if (seat == null) {
            if (seats.size() == seatsMax) {
                return false;
            }
            seat = new PlayerSeat(playerId, new SeatState.Prepared(joinByNs));
            seats.add(seat);
        } else if (seat.state() instanceof SeatState.Prepared) {
            seat.become(new SeatState.Prepared(joinByNs));
        }
        long ttlNs = config.tokenTtl().plus(config.joinGrace()).toNanos();
        seat.addToken(tokenSha256, nowNs + ttlNs, nowNs);
        return true;
    }

    /** Takes back what {@link #prepare} gave: the token, and a seat that nothing opens any more. */
    public void takeBack(String playerId, String tokenSha256) {
        var seat = find(playerId);
        if (seat == null) {
            return;
        }
        seat.dropToken(tokenSha256);
        if (seat.state() instanceof SeatState.Prepared && seat.hasNoToken()) {
            seats.remove(seat);
        }
    }

    /** Tries a credential for a connection. */
    public Opening open(Credential credential, String gatewayId, int slot, long nowNs) {
        return switch (credential) {
            case Credential.Redeemed(var playerId, var sha256) ->
                    redeem(credential, playerId, sha256, gatewayId, slot, nowNs);
            case Credential.Resume(var token) -> resume(credential, token, gatewayId, slot);
        };
    }

    /** Gives the opened seat, which has a tank by now, to the connection. */
    public void connect(PlayerSeat seat, String gatewayId, int slot) {
        connections.connect(seat.worldSeat(), gatewayId, slot);
    }

    /** Holds the seat of a connection that is gone; false if it drives none. */
    public boolean onLeave(String gatewayId, int slot, long nowNs) {
        int worldSeat = connections.seatAt(gatewayId, slot);
        if (worldSeat == Connections.NONE) {
            return false;
        }
        connections.disconnect(worldSeat);
        for (var seat : seats) {
            if (seat.worldSeat() == worldSeat && seat.state() instanceof SeatState.Joined joined) {
                seat.become(joined.toHeld(nowNs + config.hold().toNanos()));
                seat.onVisit(null);
            }
        }
        return true;
    }

    /** Removes and returns one seat whose time is over; null if none is. */
    public @Nullable PlayerSeat removeExpired(long nowNs) {
        for (int i = 0; i < seats.size(); i++) {
            if (isExpired(seats.get(i).state(), nowNs)) {
                return seats.remove(i);
            }
        }
        return null;
    }

    /** All seats at this moment. */
    public List<PlayerSeat> all() {
        return List.copyOf(seats);
    }

    /** Whether nobody has a seat. */
    public boolean isEmpty() {
        return seats.isEmpty();
    }

    /** Seats that are neither prepared nor joined nor held. */
    public int free() {
        return seatsMax - seats.size();
    }

    /** Seats whose player came, now connected or held. */
    public int taken() {
        int taken = 0;
        for (int i = 0; i < seats.size(); i++) {
            if (!(seats.get(i).state() instanceof SeatState.Prepared)) {
                taken++;
            }
        }
        return taken;
    }

    private Opening redeem(
            Credential credential,
            String playerId,
            String sha256,
            String gatewayId,
            int slot,
            long nowNs) {
        var seat = find(playerId);
        if (seat == null) {
            return new Opening.Shut(CloseCode.BAD_TOKEN, "no seat is prepared for this player");
        }
        var visit = seat.visit();
        if (visit != null && visit.isSame(gatewayId, slot, credential)) {
            return new Opening.Repeated(seat, visit.resumeToken());
        }
        if (!seat.spendToken(sha256, nowNs)) {
            return new Opening.Shut(CloseCode.BAD_TOKEN, "the token opens no seat or was used");
        }
        return opened(seat, credential, seat.rotateFresh(), gatewayId, slot, true);
    }

    private Opening resume(Credential credential, String token, String gatewayId, int slot) {
        var content = resumeTokens.read(token);
        if (content == null) {
            return new Opening.Shut(CloseCode.BAD_TOKEN, "the resume token is not genuine");
        }
        if (!content.matchId().equals(matchId)) {
            return new Opening.Shut(CloseCode.WRONG_MATCH, "the resume token is for another match");
        }
        var seat = find(content.playerId());
        if (seat == null || seat.worldSeat() == PlayerSeat.NOT_DRIVING) {
            return new Opening.Shut(CloseCode.BAD_TOKEN, "the seat is gone");
        }
        var visit = seat.visit();
        if (visit != null && visit.isSame(gatewayId, slot, credential)) {
            return new Opening.Repeated(seat, visit.resumeToken());
        }
        if (!seat.isResumable(content.number(), connections.isHeard(seat.worldSeat()))) {
            return new Opening.Shut(CloseCode.BAD_TOKEN, "the resume token was used");
        }
        return opened(seat, credential, seat.rotateAfter(content.number()), gatewayId, slot, false);
    }

    private Opening opened(
            PlayerSeat seat,
            Credential credential,
            int resumeNumber,
            String gatewayId,
            int slot,
            boolean isFreshClient) {
        var before = seat.visit();
        boolean isOther =
                before != null && !(before.slot() == slot && before.gatewayId().equals(gatewayId));
        var replaced =
                before != null && isOther
                        ? new Opening.Replaced(before.gatewayId(), before.slot())
                        : null;
        var resumeToken = resumeTokens.make(matchId, seat.playerId(), resumeNumber);
        seat.onVisit(new PlayerSeat.Visit(gatewayId, slot, credential, resumeToken));
        switch (seat.state()) {
            case SeatState.Prepared prepared -> seat.become(prepared.toJoined());
            case SeatState.Held held -> seat.become(held.toJoined());
            case SeatState.Joined _ -> {
                // A newer connection of the same player: the seat stays joined.
            }
        }
        return new Opening.Opened(seat, resumeToken, replaced, isFreshClient);
    }

    private boolean isExpired(SeatState state, long nowNs) {
        return switch (state) {
            case SeatState.Prepared(var joinByNs) ->
                    nowNs - joinByNs >= config.joinGrace().toNanos();
            case SeatState.Held(var heldUntilNs) -> nowNs - heldUntilNs >= 0;
            case SeatState.Joined _ -> false;
        };
    }

    private @Nullable PlayerSeat find(String playerId) {
        for (var seat : seats) {
            if (seat.playerId().equals(playerId)) {
                return seat;
            }
        }
        return null;
    }
}
