package dev.tankfleet.proto;

import dev.tankfleet.proto.command.CommandReply;
import dev.tankfleet.proto.command.ServerCommand;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.result.MatchResult;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.Leave;
import dev.tankfleet.proto.status.ServerStatus;

import java.util.List;
import java.util.stream.Stream;

/**
 * One kind of JSON body: its sample, its reader, and what its contract demands. A name with a dot
 * is a field of the first entry of a list, or of an inner object.
 *
 * @param sample name of the sample
 * @param reader reads and answers the record
 * @param writer writes the record
 * @param required fields that must be there
 * @param optional fields that may be missing
 */
record BodyKind(
        String sample, Reader reader, Writer writer, List<String> required, List<String> optional) {

    static List<BodyKind> all() {
        return List.of(
                status(
                        "server-status",
                        words(
                                "instance status_seq sent_at gateway_url udp_address build rules"
                                        + " modes max_players open state node agones_state intent"
                                        + " tick_p99_ms seats_ended")),
                status("server-status-seven-fields", List.of()),
                command(
                        "prepare-match",
                        words(
                                "command match_id attempt mode join_within_ms seats.player_id "
                                        + "seats.token_sha256"),
                        words("intent map seed seats seats.team")),
                command(
                        "add-seats",
                        words("command match_id attempt seats.player_id seats.token_sha256"),
                        words("seats")),
                command("hold", words("command intent for_ms"), List.of()),
                command("release", words("command intent"), List.of()),
                command("cancel-match", words("command match_id attempt"), List.of()),
                command("drain", words("command"), List.of()),
                reply("command-accepted", words("ok"), words("match_id epoch status_seq")),
                reply("command-refused", words("ok code"), List.of()),
                join("join", words("player_id token_sha256")),
                join("join-resume", List.of()),
                join("v0.2/join", words("player_id token_sha256")),
                joinReply(
                        "join-seated",
                        words(
                                "ok player_id tank_id tick tick_rate epoch rules resume_token map"
                                        + " map.id map.width map.height map.walls.x map.walls.y"
                                        + " map.walls.w map.walls.h"),
                        words("map.walls")),
                joinReply(
                        "v0.2/join-seated",
                        words(
                                "ok map.zones.kind map.zones.x map.zones.y map.zones.w"
                                        + " map.zones.h"),
                        words("map.zones")),
                joinReply("join-refused", words("ok code message"), List.of()),
                new BodyKind(
                        "leave",
                        Leave::read,
                        body -> ((Leave) body).write(),
                        words("match_id epoch gateway_id slot"),
                        List.of()),
                new BodyKind(
                        "match-result",
                        MatchResult::read,
                        body -> ((MatchResult) body).write(),
                        words(
                                "match_id server_id region mode map epoch started_at ended_at ticks"
                                        + " reason players.player_id players.kills players.deaths"
                                        + " players.score"),
                        words("players")));
    }

    private static BodyKind status(String sample, List<String> optional) {
        return new BodyKind(
                sample,
                ServerStatus::read,
                body -> ((ServerStatus) body).write(),
                words(
                        "server_id region city public_ip current_players running_matches "
                                + "max_matches"),
                optional);
    }

    private static BodyKind command(String sample, List<String> required, List<String> optional) {
        return new BodyKind(
                sample,
                ServerCommand::read,
                body -> ((ServerCommand) body).write(),
                required,
                optional);
    }

    private static BodyKind reply(String sample, List<String> required, List<String> optional) {
        return new BodyKind(
                sample,
                CommandReply::read,
                body -> ((CommandReply) body).write(),
                required,
                optional);
    }

    private static BodyKind join(String sample, List<String> credential) {
        return new BodyKind(
                sample,
                Join::read,
                body -> ((Join) body).write(),
                Stream.concat(
                                words("match_id server_id instance epoch gateway_id slot").stream(),
                                credential.stream())
                        .toList(),
                switch (sample) {
                    case "join" -> words("rules");
                    case "v0.2/join" -> words("rules tank");
                    default -> List.of();
                });
    }

    private static BodyKind joinReply(String sample, List<String> required, List<String> optional) {
        return new BodyKind(
                sample, JoinReply::read, body -> ((JoinReply) body).write(), required, optional);
    }

    @Override
    public String toString() {
        return sample;
    }

    /** Reads a body. */
    @FunctionalInterface
    interface Reader {
        Object read(byte[] body) throws MalformedBody;
    }

    /** Writes a body. */
    @FunctionalInterface
    interface Writer {
        byte[] write(Object body);
    }

    private static List<String> words(String names) {
        return List.of(names.split(" "));
    }
}
