package dev.tankfleet.faults.leak;

import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.State;
import dev.tankfleet.faults.leak.Inquiry.Whereabouts;
import dev.tankfleet.matchmaker.allocation.agones.AgonesAllocator;
import dev.tankfleet.proto.status.ServerStatus;
import dev.tankfleet.testkit.postgres.TestDatabase;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares what Agones has with what the matchmaker has written down. Immutable; reads anew at each
 * call.
 */
final class Books {
    private static final String INTENTS =
            "SELECT intent, state, server_id FROM matchmaker.allocation_intent"
                    + " WHERE state IN ('open', 'allocated')";
    private static final String PLACEMENTS =
            "SELECT player_id, server_id, match_id FROM matchmaker.placement"
                    + " WHERE state = 'live'";

    /** A find has ten seconds; whoever dies in it leaves a row behind that anybody may take. */
    private static final String FORGOTTEN =
            "SELECT player_id, owner, '' FROM matchmaker.placement"
                    + " WHERE state = 'placing' AND until < now()";

    private final Territory territory;
    private final Steward steward;
    private final Inquiry inquiry;
    private final TestDatabase database;

    Books(Territory territory, Steward steward, Inquiry inquiry, TestDatabase database) {
        this.territory = territory;
        this.steward = steward;
        this.inquiry = inquiry;
        this.database = database;
    }

    /** Everything that nobody looks after any more, in words; empty if all is well. */
    List<String> leaks() {
        var intents = new HashMap<String, Row>();
        rows(INTENTS).forEach(row -> intents.put(row.id(), row));
        var placements = rows(PLACEMENTS);
        var placedOn = placements.stream().map(Row::second).collect(Collectors.toSet());
        var allocated = new HashMap<String, GameServer>();
        for (var server : territory.servers()) {
            if (server.state() == State.ALLOCATED && !server.isBeingDeleted()) {
                allocated.put(Territory.serverIdOf(server.name()), server);
            }
        }
        var leaks = new ArrayList<String>();
        leaks.addAll(withoutOwner(allocated, intents, placedOn));
        leaks.addAll(withoutServer(allocated, intents.values()));
        leaks.addAll(unplayed(allocated.keySet(), placements));
        rows(FORGOTTEN).forEach(row -> leaks.add("forgotten find: " + row));
        leaks.addAll(unprotected());
        return leaks;
    }

    /** Rows of the books by state, to be printed. */
    Map<String, Integer> summary() {
        var counts = new HashMap<String, Integer>();
        for (var row : rows("SELECT intent, state, '' FROM matchmaker.allocation_intent")) {
            counts.merge("intents " + row.second(), 1, Integer::sum);
        }
        for (var row :
                rows("SELECT player_id, coalesce(cause, state), '' FROM matchmaker.placement")) {
            counts.merge("placements " + row.second(), 1, Integer::sum);
        }
        return counts;
    }

    private static List<String> withoutOwner(
            Map<String, GameServer> allocated, Map<String, Row> intents, Set<String> placedOn) {
        var leaks = new ArrayList<String>();
        allocated.forEach(
                (serverId, server) -> {
                    var intent = server.annotations().getOrDefault(AgonesAllocator.INTENT_KEY, "");
                    var row = intents.get(intent);
                    boolean isOwned =
                            row != null
                                    && (row.second().equals("open")
                                            || serverId.equals(row.third()));
                    if (!isOwned && !placedOn.contains(serverId)) {
                        leaks.add("Allocated without an owner: " + serverId + " for " + intent);
                    }
                });
        return leaks;
    }

    private static List<String> withoutServer(
            Map<String, GameServer> allocated, Iterable<Row> intents) {
        var shown = new HashSet<String>();
        allocated.values().stream()
                .map(server -> server.annotations().get(AgonesAllocator.INTENT_KEY))
                .filter(intent -> intent != null)
                .forEach(shown::add);
        var leaks = new ArrayList<String>();
        for (var intent : intents) {
            if (!shown.contains(intent.id())) {
                leaks.add("intent without a server: " + intent);
            }
        }
        return leaks;
    }

    /** Placements that lead a player nowhere: their server is gone, or does not run the match. */
    private List<String> unplayed(Set<String> allocated, List<Row> placements) {
        var missing =
                inquiry.missing(
                        placements.stream()
                                .filter(row -> allocated.contains(row.second()))
                                .map(Books::whereabouts)
                                .toList());
        var leaks = new ArrayList<String>();
        for (var placement : placements) {
            if (!allocated.contains(placement.second())) {
                leaks.add("placement without a server: " + placement);
            } else if (missing.contains(whereabouts(placement))) {
                leaks.add("placement without a match: " + placement);
            }
        }
        return leaks;
    }

    private static Whereabouts whereabouts(Row placement) {
        return new Whereabouts(placement.third(), placement.second());
    }

    /** Matches on servers that Agones may take away at any time. */
    private List<String> unprotected() {
        var statuses = steward.newest();
        var leaks = new ArrayList<String>();
        for (var server : territory.servers()) {
            ServerStatus status = statuses.get(Territory.serverIdOf(server.name()));
            if (status != null && status.runningMatches() > 0 && server.state() == State.READY) {
                leaks.add("match on a Ready server: " + status.serverId());
            }
        }
        return leaks;
    }

    private List<Row> rows(String query) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var found = new ArrayList<Row>();
            while (rows.next()) {
                found.add(new Row(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Row(String id, String second, String third) {}
}
