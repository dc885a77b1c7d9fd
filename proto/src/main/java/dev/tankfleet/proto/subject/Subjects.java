package dev.tankfleet.proto.subject;

/**
 * The names under which parts of Tankfleet speak to each other. Stateless; every thread may call
 * it.
 *
 * <p>Inside a region the names are as written here. The centre sees a region's names behind {@code
 * r.{region}.}: {@link #ofRegion}.
 */
public final class Subjects {
    /** Game server to matchmaker: what it is and how busy. */
    public static final String SERVER_STATUS = "server.status";

    /** Matchmaker to all game servers: tell me your status now. */
    public static final String SERVER_STATUS_POLL = "server.status.poll";

    /** Game server to centre, durable: a match ended. */
    public static final String MATCH_RESULT = "match.result";

    /** Matchmaker to its replicas: reservations made and ended. */
    public static final String MATCHMAKER_RESERVED = "matchmaker.reserved";

    private static final String MATCH_PREFIX = "match.";
    private static final String REGION_PREFIX = "r.";

    private Subjects() {}

    /** Request and reply: the matchmaker commands one game server. */
    public static String serverCommand(String serverId) {
        return "server.command." + Id.check("server_id", serverId);
    }

    /** Request and reply: a gateway seats a connection in a match. */
    public static String matchJoin(String matchId) {
        return match(matchId, ".join");
    }

    /** A gateway says that a connection is gone. */
    public static String matchLeave(String matchId) {
        return match(matchId, ".leave");
    }

    /** Batches of inputs from one gateway to one match. */
    public static String matchInput(String matchId) {
        return match(matchId, ".input");
    }

    /** Frames from one match to one gateway. */
    public static String matchState(String matchId, String gatewayId) {
        return match(matchId, ".state.") + Id.check("gateway_id", gatewayId);
    }

    /** Frames from every match to one gateway; a pattern to subscribe to. */
    public static String matchStates(String gatewayId) {
        return "match.*.state." + Id.check("gateway_id", gatewayId);
    }

    /**
     * The match in a name that belongs to one.
     *
     * @throws IllegalArgumentException if the name has no match in it
     */
    public static String matchOf(String subject) {
        int end = subject.indexOf('.', MATCH_PREFIX.length());
        if (!subject.startsWith(MATCH_PREFIX) || end < 0) {
            throw new IllegalArgumentException(
                    "subject: " + subject + " (expected: match.{match_id}.…)");
        }
        return subject.substring(MATCH_PREFIX.length(), end);
    }

    /** A region's name as the centre sees it. */
    public static String ofRegion(String region, String subject) {
        return REGION_PREFIX + Id.check("region", region) + "." + subject;
    }

    /** Every region's name as the centre sees it; a pattern to subscribe to. */
    public static String ofEveryRegion(String subject) {
        return REGION_PREFIX + "*." + subject;
    }

    /**
     * The region in a name that the centre sees.
     *
     * @throws IllegalArgumentException if the name has no region in it
     */
    public static String regionOf(String subject) {
        int end = subject.indexOf('.', REGION_PREFIX.length());
        if (!subject.startsWith(REGION_PREFIX) || end < 0) {
            throw new IllegalArgumentException("subject: " + subject + " (expected: r.{region}.…)");
        }
        return subject.substring(REGION_PREFIX.length(), end);
    }

    private static String match(String matchId, String rest) {
        return MATCH_PREFIX + Id.check("match_id", matchId) + rest;
    }
}
