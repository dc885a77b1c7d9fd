package dev.tankfleet.agones.conformance.subject.kubernetes;

import dev.tankfleet.agones.conformance.subject.Agones.AutoscalerView;
import dev.tankfleet.agones.conformance.subject.Agones.FleetView;
import dev.tankfleet.agones.conformance.subject.Agones.Sum;
import dev.tankfleet.agones.kubernetes.autoscaler.FleetAutoscaler;
import dev.tankfleet.agones.kubernetes.autoscaler.FleetAutoscalerStatus;
import dev.tankfleet.agones.kubernetes.fleet.Fleet;
import dev.tankfleet.agones.kubernetes.fleet.FleetSpec;
import dev.tankfleet.agones.kubernetes.fleet.FleetStatus;
import dev.tankfleet.agones.kubernetes.fleet.GameServerSet;
import dev.tankfleet.agones.kubernetes.fleet.GameServerSetSpec;
import dev.tankfleet.agones.kubernetes.gameserver.GameServerSpec;
import dev.tankfleet.agones.kubernetes.gameserver.GameServerStatus;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Resources of Kubernetes as behaviours look at them. Pure. */
final class Views {
    private static final GameServerStatus NO_STATUS = GameServerStatus.of("");

    /** What Agones fills in where nothing is said. */
    private static final int HEALTH_S = 5;

    private static final int FAILURES = 3;

    private Views() {}

    /** A GameServer, as its sidecar would tell it. */
    static GameServer gameServer(dev.tankfleet.agones.kubernetes.gameserver.GameServer server) {
        var metadata = server.getMetadata();
        @Nullable GameServerStatus given = server.getStatus();
        GameServerStatus status = given == null ? NO_STATUS : given;
        String deletedAt = metadata.getDeletionTimestamp();
        return new GameServer(
                metadata.getName(),
                text(metadata.getNamespace()),
                text(metadata.getUid()),
                text(status.state()),
                copy(metadata.getLabels()),
                copy(metadata.getAnnotations()),
                text(status.address()),
                status.addresses().stream()
                        .map(it -> new GameServer.Address(it.getType(), it.getAddress()))
                        .toList(),
                status.ports().stream()
                        .map(it -> new GameServer.Port(text(it.name()), number(it.port())))
                        .toList(),
                counters(status),
                lists(status),
                health(server.getSpec()),
                deletedAt == null ? null : OffsetDateTime.parse(deletedAt).toInstant());
    }

    /** A Fleet with its sets. */
    static FleetView fleet(Fleet fleet, List<GameServerSet> sets) {
        @Nullable FleetSpec spec = fleet.getSpec();
        @Nullable FleetStatus status = fleet.getStatus();
        Map<String, Integer> wantedOfSets = new HashMap<>();
        for (GameServerSet set : sets) {
            @Nullable GameServerSetSpec wanted = set.getSpec();
            wantedOfSets.put(
                    set.getMetadata().getName(), wanted == null ? 0 : number(wanted.replicas()));
        }
        int wanted = spec == null ? 0 : number(spec.replicas());
        if (status == null) {
            return new FleetView(0, 0, 0, 0, wanted, wantedOfSets, Map.of());
        }
        Map<String, Sum> counters = new HashMap<>();
        status.counters()
                .forEach(
                        (key, sum) ->
                                counters.put(
                                        key,
                                        new Sum(
                                                sum.count(),
                                                sum.capacity(),
                                                sum.allocatedCount(),
                                                sum.allocatedCapacity())));
        return new FleetView(
                number(status.replicas()),
                number(status.readyReplicas()),
                number(status.reservedReplicas()),
                number(status.allocatedReplicas()),
                wanted,
                wantedOfSets,
                counters);
    }

    /** What became of an autoscaler's last look; nothing yet if it has had none. */
    static AutoscalerView autoscaler(FleetAutoscaler autoscaler) {
        @Nullable FleetAutoscalerStatus status = autoscaler.getStatus();
        if (status == null) {
            return new AutoscalerView(0, 0, false, false, "");
        }
        return new AutoscalerView(
                number(status.currentReplicas()),
                number(status.desiredReplicas()),
                Boolean.TRUE.equals(status.ableToScale()),
                Boolean.TRUE.equals(status.scalingLimited()),
                text(status.lastAppliedPolicy()));
    }

    private static Map<String, GameServer.Counter> counters(GameServerStatus status) {
        Map<String, GameServer.Counter> counters = new HashMap<>();
        status.counters()
                .forEach(
                        (key, it) ->
                                counters.put(
                                        key, new GameServer.Counter(it.count(), it.capacity())));
        return counters;
    }

    private static Map<String, GameServer.ValueList> lists(GameServerStatus status) {
        Map<String, GameServer.ValueList> lists = new HashMap<>();
        status.lists()
                .forEach(
                        (key, it) ->
                                lists.put(
                                        key, new GameServer.ValueList(it.capacity(), it.values())));
        return lists;
    }

    private static GameServer.Health health(@Nullable GameServerSpec spec) {
        GameServerSpec.@Nullable Health health = spec == null ? null : spec.health();
        if (health == null) {
            var time = Duration.ofSeconds(HEALTH_S);
            return new GameServer.Health(false, time, FAILURES, time);
        }
        return new GameServer.Health(
                Boolean.TRUE.equals(health.disabled()),
                seconds(health.periodSeconds()),
                health.failureThreshold() == null ? FAILURES : health.failureThreshold(),
                seconds(health.initialDelaySeconds()));
    }

    private static Duration seconds(@Nullable Integer seconds) {
        return Duration.ofSeconds(seconds == null ? HEALTH_S : seconds);
    }

    private static Map<String, String> copy(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static int number(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
