package dev.tankfleet.proto.status;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One message on {@code server.status}: seven fields that every server sends, and what ours add.
 * What a foreign server leaves out has the defaults of {@link #read}.
 *
 * @param serverId unique over all regions
 * @param region region that the server stands in; the bus must confirm it
 * @param city city to show to people
 * @param publicIp address that clients can reach
 * @param currentPlayers joined and held seats, at least 0
 * @param runningMatches matches that run, at least 0
 * @param maxMatches matches that it can run at once, at least 1
 * @param instance new at each process start; {@code serverId} if missing
 * @param statusSeq rises by one with each status of an instance; null if the server does not count
 * @param sentAtMs wall clock in ms since 1970; null if missing
 * @param gatewayUrl WebSocket address of the gateway in front of it; {@code ws://{public_ip}:8080}
 *     if missing
 * @param udpAddress {@code host:port} for native clients; null if there is none
 * @param build version of the server's build; null if missing
 * @param rules hash of the simulation and its numbers; null if missing
 * @param modes game modes that it serves; empty: any
 * @param maxPlayers seats over all its matches; {@code 8 × maxMatches} if missing
 * @param open matches with seats, at most {@value #OPEN_MAX}
 * @param others ids of further matches that run, full ones for instance, at most {@value
 *     #OTHERS_MAX}; together with {@code open} they are all if they are as many as {@code
 *     runningMatches}
 * @param state its own state; {@link ServerState#ALLOCATED} if missing
 * @param node machine that it runs on; null if unknown
 * @param agonesState what Agones thinks of it; null if unknown
 * @param intent intent of its last allocation; null if there was none
 * @param tickP99Ms 99th percentile of its tick times in ms; null if unknown
 * @param seatsEnded seats that ended since the last status, at most {@value #SEATS_ENDED_MAX}
 */
public record ServerStatus(
        String serverId,
        String region,
        String city,
        String publicIp,
        int currentPlayers,
        int runningMatches,
        int maxMatches,
        String instance,
        @Nullable Long statusSeq,
        @Nullable Long sentAtMs,
        String gatewayUrl,
        @Nullable String udpAddress,
        @Nullable String build,
        @Nullable String rules,
        List<String> modes,
        int maxPlayers,
        List<OpenMatch> open,
        List<String> others,
        ServerState state,
        @Nullable String node,
        @Nullable String agonesState,
        @Nullable String intent,
        @Nullable Double tickP99Ms,
        List<SeatEnded> seatsEnded) {
    /** Largest body that is looked at, in bytes. */
    public static final int SIZE_MAX_BYTES = 65_536;

    public static final int OPEN_MAX = 32;
    public static final int OTHERS_MAX = 256;
    public static final int SEATS_ENDED_MAX = 256;
    public static final int MATCHES_MAX = 1_000;
    public static final int PLAYERS_MAX = 100_000;

    private static final int TEXT_LENGTH_MAX = 256;

    /** Above that of {@code public_ip}, which may have become part of the address. */
    private static final int URL_LENGTH_MAX = 512;

    private static final int MODES_MAX = 32;
    private static final int PLAYERS_PER_MATCH_IF_UNSAID = 8;
    private static final int GATEWAY_PORT_IF_UNSAID = 8080;
    private static final double TICK_MAX_MS = 60_000;

    public ServerStatus {
        modes = List.copyOf(modes);
        open = List.copyOf(open);
        others = List.copyOf(others);
        seatsEnded = List.copyOf(seatsEnded);
    }

    /** Whether every match that runs is named in {@code open} or {@code others}. */
    public boolean namesAllMatches() {
        return open.size() + others.size() == runningMatches;
    }

    /** Whether the server serves a mode. */
    public boolean serves(String mode) {
        return modes.isEmpty() || modes.contains(mode);
    }

    /**
     * Reads a status.
     *
     * @throws MalformedBody if it is no JSON object, lacks one of the seven fields, or a value is
     *     out of range
     */
    public static ServerStatus read(byte[] body) throws MalformedBody {
        var f = Json.read(body, SIZE_MAX_BYTES);
        var serverId = f.id("server_id");
        var publicIp = f.text("public_ip", TEXT_LENGTH_MAX);
        int maxMatches = f.integer("max_matches", 1, MATCHES_MAX);
        var instance = f.idOrNull("instance");
        var gatewayUrl = f.textOrNull("gateway_url", URL_LENGTH_MAX);
        return new ServerStatus(
                serverId,
                f.id("region"),
                f.text("city", TEXT_LENGTH_MAX),
                publicIp,
                f.integer("current_players", 0, PLAYERS_MAX),
                f.integer("running_matches", 0, MATCHES_MAX),
                maxMatches,
                instance == null ? serverId : instance,
                f.wholeOrNull("status_seq", 0, Long.MAX_VALUE),
                f.wholeOrNull("sent_at", 0, Long.MAX_VALUE),
                gatewayUrl == null ? "ws://" + publicIp + ":" + GATEWAY_PORT_IF_UNSAID : gatewayUrl,
                f.textOrNull("udp_address", TEXT_LENGTH_MAX),
                f.textOrNull("build", TEXT_LENGTH_MAX),
                f.textOrNull("rules", TEXT_LENGTH_MAX),
                f.texts("modes", MODES_MAX, 64),
                f.integerOr(
                        "max_players", 1, PLAYERS_MAX, PLAYERS_PER_MATCH_IF_UNSAID * maxMatches),
                readOpen(f),
                f.ids("other_matches", OTHERS_MAX),
                ServerState.read(f, "state", ServerState.ALLOCATED),
                f.textOrNull("node", TEXT_LENGTH_MAX),
                f.textOrNull("agones_state", 64),
                f.idOrNull("intent"),
                f.numberOrNull("tick_p99_ms", 0, TICK_MAX_MS),
                readSeatsEnded(f));
    }

    /** The body for the bus. */
    public byte[] write() {
        var json = Json.object();
        json.put("server_id", serverId)
                .put("region", region)
                .put("city", city)
                .put("public_ip", publicIp);
        json.put("current_players", currentPlayers).put("running_matches", runningMatches);
        json.put("max_matches", maxMatches)
                .put("instance", instance)
                .put("gateway_url", gatewayUrl);
        json.put("max_players", maxPlayers).put("state", state.word());
        json.set("modes", Json.texts(modes));
        putIfThere(json);
        var openList = json.putArray("open");
        for (var match : open) {
            openList.addObject()
                    .put("match_id", match.matchId())
                    .put("mode", match.mode())
                    .put("seats", match.seats());
        }
        if (!others.isEmpty()) {
            json.set("other_matches", Json.texts(others));
        }
        var endedList = json.putArray("seats_ended");
        for (var seat : seatsEnded) {
            endedList
                    .addObject()
                    .put("match_id", seat.matchId())
                    .put("player_id", seat.playerId())
                    .put("cause", seat.cause().word());
        }
        return Json.write(json);
    }

    private void putIfThere(ObjectNode json) {
        if (statusSeq != null) {
            json.put("status_seq", statusSeq);
        }
        if (sentAtMs != null) {
            json.put("sent_at", sentAtMs);
        }
        if (udpAddress != null) {
            json.put("udp_address", udpAddress);
        }
        if (build != null) {
            json.put("build", build);
        }
        if (rules != null) {
            json.put("rules", rules);
        }
        if (node != null) {
            json.put("node", node);
        }
        if (agonesState != null) {
            json.put("agones_state", agonesState);
        }
        if (intent != null) {
            json.put("intent", intent);
        }
        if (tickP99Ms != null) {
            json.put("tick_p99_ms", tickP99Ms);
        }
    }

    private static List<OpenMatch> readOpen(JsonFields status) throws MalformedBody {
        var open = new ArrayList<OpenMatch>();
        for (var f : status.objects("open", OPEN_MAX)) {
            open.add(
                    new OpenMatch(
                            f.id("match_id"),
                            f.text("mode", 64),
                            f.integer("seats", 1, PLAYERS_MAX)));
        }
        return open;
    }

    private static List<SeatEnded> readSeatsEnded(JsonFields status) throws MalformedBody {
        var ended = new ArrayList<SeatEnded>();
        for (var f : status.objects("seats_ended", SEATS_ENDED_MAX)) {
            ended.add(new SeatEnded(f.id("match_id"), f.id("player_id"), SeatEnded.Cause.read(f)));
        }
        return ended;
    }
}
