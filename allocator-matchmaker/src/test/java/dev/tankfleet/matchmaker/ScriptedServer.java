package dev.tankfleet.matchmaker;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;
import dev.tankfleet.proto.command.CommandReply;
import dev.tankfleet.proto.command.CommandReply.Accepted;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;
import dev.tankfleet.proto.command.CommandReply.Refused;
import dev.tankfleet.proto.command.Epochs;
import dev.tankfleet.proto.command.ServerCommand;
import dev.tankfleet.proto.command.ServerCommand.AddSeats;
import dev.tankfleet.proto.command.ServerCommand.PrepareMatch;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.status.OpenMatch;
import dev.tankfleet.proto.status.SeatEnded;
import dev.tankfleet.proto.status.ServerState;
import dev.tankfleet.proto.status.ServerStatus;
import dev.tankfleet.proto.subject.Subjects;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A game server that does as it is told: it keeps matches and seats as a real one does, or refuses,
 * or is silent, or answers when the test says so. Guarded by its own monitor.
 */
final class ScriptedServer implements AutoCloseable {
    static final int SEATS = 16;

    final String region;
    final String serverId;
    final List<ServerCommand> heard = new CopyOnWriteArrayList<>();

    private final Bus bus;
    private final Map<String, List<String>> players = new HashMap<>();
    private final List<Runnable> heldAnswers = new ArrayList<>();
    private final int maxMatches;
    private Mood mood = Mood.WILLING;
    private RefusalCode refusal = RefusalCode.FULL;
    private ServerState state = ServerState.ALLOCATED;
    private @Nullable String intent;
    private long statusSeq;

    private ScriptedServer(MemoryHub hub, String region, String name, int maxMatches) {
        this.region = region;
        this.serverId = region + "-" + name;
        this.maxMatches = maxMatches;
        this.bus = hub.leaf(region).connect(Role.GAME_SERVER, serverId);
        bus.subscribe(Subjects.serverCommand(serverId), this::onCommand);
        bus.subscribe(Subjects.SERVER_STATUS_POLL, _ -> announce());
    }

    static ScriptedServer start(MemoryHub hub, String region, String name, int maxMatches) {
        return new ScriptedServer(hub, region, name, maxMatches);
    }

    synchronized void refuses(RefusalCode code) {
        mood = Mood.REFUSING;
        refusal = code;
    }

    synchronized void isSilent() {
        mood = Mood.SILENT;
    }

    synchronized void isWilling() {
        mood = Mood.WILLING;
    }

    synchronized void isState(ServerState next, @Nullable String shownIntent) {
        state = next;
        intent = shownIntent;
    }

    /** Does and answers now what it was asked while it was silent. */
    synchronized void answersLate() {
        heldAnswers.forEach(Runnable::run);
        heldAnswers.clear();
    }

    /** Says how it is. */
    void announce(SeatEnded... ended) {
        bus.publish(Subjects.SERVER_STATUS, status(List.of(ended)).write());
    }

    void publishResult(String matchId, byte[] body) {
        bus.publishDurable(Subjects.MATCH_RESULT, matchId, body, Duration.ofSeconds(1));
    }

    void publishRaw(byte[] body) {
        bus.publish(Subjects.SERVER_STATUS, body);
    }

    synchronized ServerStatus status(List<SeatEnded> ended) {
        statusSeq++;
        var open =
                players.entrySet().stream()
                        .filter(match -> match.getValue().size() < SEATS)
                        .map(
                                match ->
                                        new OpenMatch(
                                                match.getKey(),
                                                "free_for_all",
                                                SEATS - match.getValue().size()))
                        .toList();
        return new ServerStatus(
                serverId,
                region,
                "City",
                "127.0.0.1",
                players.values().stream().mapToInt(List::size).sum(),
                players.size(),
                maxMatches,
                serverId + "-1",
                statusSeq,
                System.currentTimeMillis(),
                "ws://127.0.0.1:18080",
                null,
                "b1",
                null,
                List.of("free_for_all"),
                SEATS * maxMatches,
                open,
                List.of(),
                state,
                null,
                null,
                intent,
                null,
                ended);
    }

    <T extends ServerCommand> List<T> heard(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    synchronized void forget(String matchId) {
        players.remove(matchId);
    }

    synchronized Map<String, List<String>> players() {
        var copy = new HashMap<String, List<String>>();
        players.forEach((match, seated) -> copy.put(match, List.copyOf(seated)));
        return copy;
    }

    @Override
    public void close() {
        bus.close();
    }

    private synchronized void onCommand(Bus.Message message) {
        ServerCommand command;
        try {
            command = ServerCommand.read(message.body());
        } catch (MalformedBody e) {
            throw new IllegalStateException("the matchmaker sent nonsense", e);
        }
        heard.add(command);
        switch (mood) {
            case WILLING -> message.reply(obey(command).write());
            case REFUSING -> message.reply(new Refused(refusal).write());
            case SILENT -> heldAnswers.add(() -> message.reply(obey(command).write()));
        }
    }

    private CommandReply obey(ServerCommand command) {
        return switch (command) {
            case PrepareMatch prepare -> {
                if (players.size() >= maxMatches) {
                    yield new Refused(RefusalCode.FULL);
                }
                var seated = new ArrayList<String>();
                prepare.seats().forEach(seat -> seated.add(seat.playerId()));
                players.put(prepare.matchId(), seated);
                yield accepted(prepare.matchId(), prepare.attempt());
            }
            case AddSeats add -> {
                var seated = players.get(add.matchId());
                if (seated == null) {
                    yield new Refused(RefusalCode.UNKNOWN_MATCH);
                }
                add.seats().stream()
                        .map(seat -> seat.playerId())
                        .filter(player -> !seated.contains(player))
                        .forEach(seated::add);
                yield accepted(add.matchId(), add.attempt());
            }
            case ServerCommand.CancelMatch cancel -> {
                players.remove(cancel.matchId());
                yield accepted(cancel.matchId(), cancel.attempt());
            }
            case ServerCommand.Hold _, ServerCommand.Release _, ServerCommand.Drain _ ->
                    new Accepted(null, null, null);
        };
    }

    private Accepted accepted(String matchId, int attempt) {
        return new Accepted(matchId, Epochs.firstOf(attempt), statusSeq + 1);
    }

    private enum Mood {
        WILLING,
        REFUSING,
        SILENT
    }
}
