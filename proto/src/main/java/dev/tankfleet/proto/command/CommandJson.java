package dev.tankfleet.proto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.proto.command.CommandReply.Accepted;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;
import dev.tankfleet.proto.command.CommandReply.Refused;
import dev.tankfleet.proto.command.ServerCommand.AddSeats;
import dev.tankfleet.proto.command.ServerCommand.CancelMatch;
import dev.tankfleet.proto.command.ServerCommand.Drain;
import dev.tankfleet.proto.command.ServerCommand.Hold;
import dev.tankfleet.proto.command.ServerCommand.PrepareMatch;
import dev.tankfleet.proto.command.ServerCommand.Release;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The JSON of commands and replies; {@code command} names the kind. Stateless; every thread may
 * call it.
 */
final class CommandJson {
    private static final int ATTEMPT_MAX = 1_000_000;
    private static final int TEAM_MAX = 15;
    private static final int WORD_LENGTH_MAX = 64;
    private static final int JOIN_WITHIN_MAX_MS = 600_000;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private CommandJson() {}

    static ServerCommand readCommand(byte[] body) throws MalformedBody {
        var f = Json.read(body, ServerCommand.SIZE_MAX_BYTES);
        var kind = f.text("command", WORD_LENGTH_MAX);
        return switch (kind) {
            case "prepare_match" -> readPrepare(f);
            case "add_seats" -> new AddSeats(f.id("match_id"), readAttempt(f), readSeats(f));
            case "hold" ->
                    new Hold(
                            f.id("intent"),
                            Duration.ofMillis(
                                    f.integer(
                                            "for_ms", 1, (int) ServerCommand.HOLD_MAX.toMillis())));
            case "release" -> new Release(f.id("intent"));
            case "cancel_match" -> new CancelMatch(f.id("match_id"), readAttempt(f));
            case "drain" -> new Drain();
            default -> throw f.wrong("command", "another word", "a known command");
        };
    }

    static byte[] write(ServerCommand command) {
        var json = Json.object();
        switch (command) {
            case PrepareMatch prepare -> writePrepare(json, prepare);
            case AddSeats add -> {
                json.put("command", "add_seats")
                        .put("match_id", add.matchId())
                        .put("attempt", add.attempt());
                writeSeats(json, add.seats());
            }
            case Hold(var intent, var lease) ->
                    json.put("command", "hold")
                            .put("intent", intent)
                            .put("for_ms", lease.toMillis());
            case Release(var intent) -> json.put("command", "release").put("intent", intent);
            case CancelMatch(var matchId, var attempt) ->
                    json.put("command", "cancel_match")
                            .put("match_id", matchId)
                            .put("attempt", attempt);
            case Drain() -> json.put("command", "drain");
        }
        return Json.write(json);
    }

    static CommandReply readReply(byte[] body) throws MalformedBody {
        var f = Json.read(body, ServerCommand.SIZE_MAX_BYTES);
        if (!f.bool("ok")) {
            return new Refused(readCode(f));
        }
        var epoch = f.wholeOrNull("epoch", 0, Integer.MAX_VALUE);
        return new Accepted(
                f.idOrNull("match_id"),
                epoch == null ? null : epoch.intValue(),
                f.wholeOrNull("status_seq", 0, Long.MAX_VALUE));
    }

    static byte[] write(CommandReply reply) {
        var json = Json.object();
        switch (reply) {
            case Accepted(var matchId, var epoch, var statusSeq) -> {
                json.put("ok", true);
                if (matchId != null) {
                    json.put("match_id", matchId);
                }
                if (epoch != null) {
                    json.put("epoch", epoch);
                }
                if (statusSeq != null) {
                    json.put("status_seq", statusSeq);
                }
            }
            case Refused(var code) -> json.put("ok", false).put("code", code.word());
        }
        return Json.write(json);
    }

    private static PrepareMatch readPrepare(JsonFields f) throws MalformedBody {
        var seed = f.wholeOrNull("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        return new PrepareMatch(
                f.id("match_id"),
                readAttempt(f),
                f.idOrNull("intent"),
                f.text("mode", WORD_LENGTH_MAX),
                f.idOrNull("map"),
                seed == null ? 0 : seed,
                readSeats(f),
                Duration.ofMillis(f.integer("join_within_ms", 1, JOIN_WITHIN_MAX_MS)));
    }

    private static void writePrepare(ObjectNode json, PrepareMatch prepare) {
        json.put("command", "prepare_match").put("match_id", prepare.matchId());
        json.put("attempt", prepare.attempt())
                .put("mode", prepare.mode())
                .put("seed", prepare.seed());
        json.put("join_within_ms", prepare.joinWithin().toMillis());
        if (prepare.intent() != null) {
            json.put("intent", prepare.intent());
        }
        if (prepare.map() != null) {
            json.put("map", prepare.map());
        }
        writeSeats(json, prepare.seats());
    }

    private static int readAttempt(JsonFields f) throws MalformedBody {
        return f.integer("attempt", 1, ATTEMPT_MAX);
    }

    private static List<Seat> readSeats(JsonFields command) throws MalformedBody {
        var seats = new ArrayList<Seat>();
        for (var f : command.objects("seats", ServerCommand.SEATS_MAX)) {
            var hash = f.text("token_sha256", 64);
            if (!SHA256.matcher(hash).matches()) {
                throw f.wrong("token_sha256", "another text", "64 lower-case hexadecimal digits");
            }
            var team = f.wholeOrNull("team", 0, TEAM_MAX);
            seats.add(new Seat(f.id("player_id"), team == null ? null : team.intValue(), hash));
        }
        return seats;
    }

    private static void writeSeats(ObjectNode json, List<Seat> seats) {
        var list = json.putArray("seats");
        for (var seat : seats) {
            var entry =
                    list.addObject()
                            .put("player_id", seat.playerId())
                            .put("token_sha256", seat.tokenSha256());
            if (seat.team() != null) {
                entry.put("team", seat.team());
            }
        }
    }

    private static RefusalCode readCode(JsonFields f) throws MalformedBody {
        var word = f.text("code", WORD_LENGTH_MAX);
        for (var code : RefusalCode.values()) {
            if (code.word().equals(word)) {
                return code;
            }
        }
        throw f.wrong("code", "another word", "a known refusal");
    }
}
