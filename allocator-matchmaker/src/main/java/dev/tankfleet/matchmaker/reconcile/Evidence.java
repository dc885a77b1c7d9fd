package dev.tankfleet.matchmaker.reconcile;

import dev.tankfleet.matchmaker.server.SeenServer;
import dev.tankfleet.proto.status.ServerState;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the servers show at one moment, and what follows from it. Immutable.
 *
 * <p>Silence proves something only if it has lasted, and only in a region from which others are
 * heard: a region behind a broken line plays on.
 */
public final class Evidence {
    private final Map<String, SeenServer> servers;
    private final Set<String> heardRegions;
    private final boolean isSilenceProof;

    private Evidence(Map<String, SeenServer> servers, boolean isSilenceProof) {
        this.servers = servers;
        this.heardRegions =
                servers.values().stream().map(SeenServer::region).collect(Collectors.toSet());
        this.isSilenceProof = isSilenceProof;
    }

    /**
     * Evidence from the servers that speak.
     *
     * @param isSilenceProof whether we have listened long enough to have heard everybody
     */
    public static Evidence of(Collection<SeenServer> seen, boolean isSilenceProof) {
        return new Evidence(
                seen.stream().collect(Collectors.toMap(SeenServer::serverId, Function.identity())),
                isSilenceProof);
    }

    /** Whether a server has fallen silent while others of its region speak. */
    public boolean isGone(String region, String serverId) {
        return isSilenceProof && heardRegions.contains(region) && !servers.containsKey(serverId);
    }

    /** Whether a server says that it runs nothing. */
    public boolean isEmpty(String serverId) {
        var server = servers.get(serverId);
        return server != null && server.isEmpty();
    }

    /** Whether a server names all that it runs, and this match is not among them. */
    public boolean isUnplayed(String serverId, String matchId) {
        var server = servers.get(serverId);
        if (server == null) {
            return false;
        }
        var matches = server.matches();
        return matches != null && !matches.contains(matchId);
    }

    /** Whether a server is not, or not any more, allocated for this intent. */
    public boolean isOver(String region, String serverId, String intent) {
        var server = servers.get(serverId);
        if (server == null) {
            return isGone(region, serverId);
        }
        return switch (server.state()) {
            case READY, RETURNING -> true;
            case ALLOCATED -> server.intent() != null && !intent.equals(server.intent());
            case DRAINING -> false;
        };
    }

    /** Servers that are allocated and show for which intent. */
    public List<SeenServer> allocated() {
        return servers.values().stream()
                .filter(server -> server.state() == ServerState.ALLOCATED)
                .filter(server -> server.intent() != null)
                .toList();
    }

    /** Intents that some server shows as its allocation. */
    public Set<String> shownIntents() {
        var shown = new HashSet<String>();
        for (var server : allocated()) {
            var intent = server.intent();
            if (intent != null) {
                shown.add(intent);
            }
        }
        return shown;
    }
}
