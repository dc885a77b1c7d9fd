package dev.tankfleet.gameserver.snapshot;

import dev.tankfleet.game.view.WorldView;
import dev.tankfleet.gameserver.input.InputSlots;
import dev.tankfleet.gameserver.seat.Connections;
import dev.tankfleet.link.ServerLink;
import dev.tankfleet.process.HotPath;
import dev.tankfleet.proto.binary.Envelope;
import dev.tankfleet.proto.binary.FrameType;
import dev.tankfleet.proto.binary.StateWriter;

/**
 * Sends each connection its frames: one body per gateway and tick, more if one does not hold them.
 * Owned by the match's thread; nothing is allocated up to the call of the link.
 */
@HotPath
public final class StateSender {
    private static final int BODY_BYTES = 128 * 1024;

    private final String matchId;
    private final int epoch;
    private final WorldView world;
    private final Connections connections;
    private final InputSlots inputs;
    private final ServerLink link;
    private final WorldStateJson json;
    private final StateWriter writer = new StateWriter(BODY_BYTES);
    private final int[] slots;

    /** A sender for one match that is owned under {@code epoch}. */
    public StateSender(
            String matchId,
            int epoch,
            WorldView world,
            TankNames names,
            Connections connections,
            InputSlots inputs,
            ServerLink link) {
        this.matchId = matchId;
        this.epoch = epoch;
        this.world = world;
        this.connections = connections;
        this.inputs = inputs;
        this.link = link;
        this.json = new WorldStateJson(world, names);
        this.slots = new int[world.tanks().seats()];
    }

    /** Sends the world as it stands to all connections. */
    public void sendWorld() {
        json.encodeWorld();
        for (int gateway = 0; gateway < connections.gateways(); gateway++) {
            String gatewayId = connections.gatewayId(gateway);
            if (gatewayId != null) {
                sendWorldTo(gateway, gatewayId);
            }
        }
    }

    /** Sends the end of the match to all connections; the gateway closes them with 1000. */
    public void sendEnd(byte[] payload) {
        for (int gateway = 0; gateway < connections.gateways(); gateway++) {
            String gatewayId = connections.gatewayId(gateway);
            if (gatewayId != null) {
                begin();
                int count = collectSlots(gateway);
                require(writer.addShared(FrameType.END, slots, count, payload, payload.length));
                send(gatewayId);
            }
        }
    }

    /** Sends a last word to one connection; the gateway closes it with the code. */
    public void sendKick(String gatewayId, int slot, int closeCode, byte[] payload) {
        begin();
        require(writer.addKick(slot, closeCode, payload, payload.length));
        send(gatewayId);
    }

    /** Sends a last word to all connections; the gateway closes them with the code. */
    public void sendKickToAll(int closeCode, byte[] payload) {
        for (int seat = 0; seat < world.tanks().seats(); seat++) {
            int gateway = connections.gatewayOf(seat);
            String gatewayId = gateway == Connections.NONE ? null : connections.gatewayId(gateway);
            if (gatewayId != null) {
                sendKick(gatewayId, connections.slotOf(seat), closeCode, payload);
            }
        }
    }

    private void sendWorldTo(int gateway, String gatewayId) {
        begin();
        for (int seat = 0; seat < world.tanks().seats(); seat++) {
            if (connections.gatewayOf(seat) == gateway) {
                json.encodeLastInputSeq(inputs.lastSeq(seat));
                addState(gatewayId, connections.slotOf(seat));
            }
        }
        send(gatewayId);
    }

    private void addState(String gatewayId, int slot) {
        if (!writer.addState(slot, json.buffer(), json.length())) {
            send(gatewayId);
            begin();
            require(writer.addState(slot, json.buffer(), json.length()));
        }
    }

    private void begin() {
        writer.begin(epoch, world.tick(), Envelope.CODEC_JSON);
    }

    private void send(String gatewayId) {
        if (!writer.isEmpty()) {
            link.sendStates(matchId, gatewayId, writer.buffer(), writer.length());
        }
    }

    private int collectSlots(int gateway) {
        int count = 0;
        for (int seat = 0; seat < slots.length; seat++) {
            if (connections.gatewayOf(seat) == gateway) {
                slots[count] = connections.slotOf(seat);
                count++;
            }
        }
        return count;
    }

    private static void require(boolean isAdded) {
        if (!isAdded) {
            throw new IllegalStateException("one frame does not fit into an empty body");
        }
    }
}
