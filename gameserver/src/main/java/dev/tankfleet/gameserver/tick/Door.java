package dev.tankfleet.gameserver.tick;

import dev.tankfleet.game.Simulation;
import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.gameserver.input.InputSlots;
import dev.tankfleet.gameserver.seat.Opening;
import dev.tankfleet.gameserver.seat.PlayerSeat;
import dev.tankfleet.gameserver.seat.SeatTable;
import dev.tankfleet.gameserver.snapshot.LastWords;
import dev.tankfleet.gameserver.snapshot.StateSender;
import dev.tankfleet.gameserver.snapshot.TankNames;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;

import org.jspecify.annotations.Nullable;

/**
 * Lets players in and out: a seat opens, a tank enters, a bot gives way. Owned by the match's
 * thread.
 */
final class Door {
    private final MatchPlan plan;
    private final Simulation simulation;
    private final SeatTable seats;
    private final InputSlots inputs;
    private final TankNames names;
    private final StateSender states;
    private final JoinReply.MapView mapView;

    Door(
            MatchPlan plan,
            Simulation simulation,
            SeatTable seats,
            InputSlots inputs,
            TankNames names,
            StateSender states) {
        this.plan = plan;
        this.simulation = simulation;
        this.seats = seats;
        this.inputs = inputs;
        this.names = names;
        this.states = states;
        this.mapView = viewOf(plan.map());
    }

    /**
     * Seats whoever shows the right credential. A seat that already has a tank keeps it, whatever
     * its player asks for now.
     */
    JoinReply open(Join join, long nowNs) {
        if (join.rules() != null && !join.rules().equals(plan.rulesHash())) {
            return new JoinReply.Refused(
                    CloseCode.OTHER_RULES, "the match is played by the rules " + plan.rulesHash());
        }
        var type = typeOf(join);
        if (type == null) {
            return new JoinReply.Refused(CloseCode.MALFORMED, "tank: no such type");
        }
        return switch (seats.open(join.credential(), join.gatewayId(), join.slot(), nowNs)) {
            case Opening.Shut(var code, var message) -> new JoinReply.Refused(code, message);
            case Opening.Repeated(var seat, var resumeToken) -> joined(seat, resumeToken);
            case Opening.Opened opened -> enter(join, opened, type);
        };
    }

    /** Takes the tank of a seat that has ended out of the world. */
    void shut(PlayerSeat seat) {
        simulation.vacate(seat.worldSeat());
        inputs.clear(seat.worldSeat());
        names.forget(seat.worldSeat());
        simulation.balanceBots();
    }

    /** What the player wants to drive; null if there is no such type. */
    private static @Nullable TankType typeOf(Join join) {
        return join.tank() == null ? TankType.MEDIUM : TankType.named(join.tank());
    }

    private JoinReply enter(Join join, Opening.Opened opened, TankType type) {
        var seat = opened.seat();
        if (seat.worldSeat() == PlayerSeat.NOT_DRIVING) {
            spawn(seat, type);
        }
        var replaced = opened.replaced();
        if (replaced != null) {
            states.sendKick(
                    replaced.gatewayId(),
                    replaced.slot(),
                    CloseCode.REPLACED.number(),
                    LastWords.error(CloseCode.REPLACED, "a newer connection has the seat"));
        }
        if (opened.isFreshClient()) {
            inputs.clear(seat.worldSeat());
        }
        seats.connect(seat, join.gatewayId(), join.slot());
        return joined(seat, opened.resumeToken());
    }

    private void spawn(PlayerSeat seat, TankType type) {
        int worldSeat = simulation.seatForPerson();
        if (worldSeat < 0) {
            throw new IllegalStateException("world: no seat for a prepared player");
        }
        int tankId = simulation.seatPerson(worldSeat, type);
        seat.drive(worldSeat, tankId);
        names.name(worldSeat, seat.playerId());
        inputs.clear(worldSeat);
        simulation.balanceBots();
    }

    private JoinReply.Joined joined(PlayerSeat seat, String resumeToken) {
        return new JoinReply.Joined(
                seat.playerId(),
                seat.tankId(),
                simulation.view().tick(),
                Rules.TICKS_PER_SECOND,
                plan.epoch(),
                plan.rulesHash(),
                resumeToken,
                mapView);
    }

    private static JoinReply.MapView viewOf(GameMap map) {
        var walls =
                map.walls().stream()
                        .map(w -> new JoinReply.Wall(w.x(), w.y(), w.width(), w.height()))
                        .toList();
        var zones =
                map.zones().stream()
                        .map(
                                z ->
                                        new JoinReply.Zone(
                                                z.kind().word(),
                                                z.x(),
                                                z.y(),
                                                z.width(),
                                                z.height()))
                        .toList();
        return new JoinReply.MapView(map.id(), map.width(), map.height(), walls, zones);
    }
}
