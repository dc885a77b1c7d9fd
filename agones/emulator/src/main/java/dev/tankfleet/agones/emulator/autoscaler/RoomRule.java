package dev.tankfleet.agones.emulator.autoscaler;

import dev.tankfleet.agones.emulator.cluster.Fill;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.fleet.FleetStatus;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Servers for room in a counter or list. Formulas: Agones' Counter and List policies as of 1.60,
 * with their odd corners: never below one server, an error where one cannot grow. Owned by the
 * loop, for one answer.
 */
final class RoomRule {
    private static final int PERCENT = 100;

    private final Policy.Room policy;
    private final List<StoredServer> firstToGo;
    private final int replicas;
    private final FleetStatus.Sum sum;
    private final Fill fresh;

    private RoomRule(
            Policy.Room policy,
            List<StoredServer> firstToGo,
            int replicas,
            FleetStatus.Sum sum,
            Fill fresh) {
        this.policy = policy;
        this.firstToGo = firstToGo;
        this.replicas = replicas;
        this.sum = sum;
        this.fresh = fresh;
    }

    /**
     * @param firstToGo the Fleet's servers, the first to go on a scale-down first
     */
    static Outcome apply(
            Policy.Room policy,
            ServerTemplate template,
            FleetStatus status,
            List<StoredServer> firstToGo) {
        Fill fresh = Fill.of(template, policy.isList(), policy.key());
        FleetStatus.Sum sum =
                (policy.isList() ? status.lists() : status.counters()).get(policy.key());
        if (fresh == null || sum == null) {
            return new Outcome.NotApplied(
                    "cannot apply %sPolicy as %s key %s does not exist in the Fleet Spec"
                            .formatted(policy.type(), policy.type(), policy.key()));
        }
        return new RoomRule(policy, firstToGo, status.replicas(), sum, fresh).apply();
    }

    private Outcome apply() {
        boolean isBelow = sum.capacity() < policy.capacityMin();
        boolean isAbove = sum.capacity() > policy.capacityMax();
        if (policy.bufferSize().isPercent()
                && sum.allocatedCount() <= 0
                && fresh.capacity() >= policy.capacityMin()) {
            return wanted(1, true);
        }
        long buffer = buffer();
        long available = sum.capacity() - sum.count();
        if (isBelow) {
            return upToMin();
        }
        if (available > buffer) {
            return down(buffer);
        }
        if (isAbove) {
            return downToMax();
        }
        return available == buffer ? wanted(replicas, false) : up(buffer - available);
    }

    private long buffer() {
        int size = policy.bufferSize().value();
        if (!policy.bufferSize().isPercent()) {
            return size;
        }
        // A share is one of the room that there will be, so what is in use is the rest.
        double desired = Math.ceil(sum.allocatedCount() * 100.0 / (PERCENT - size));
        return (long) desired - sum.allocatedCount();
    }

    private Outcome upToMin() {
        if (fresh.capacity() == 0) {
            return new Outcome.NotApplied("cannot scale up as Capacity is equal to 0");
        }
        long missing = policy.capacityMin() - sum.capacity();
        return wanted(replicas + Math.ceilDiv(missing, fresh.capacity()), true);
    }

    private Outcome up(long missing) {
        long gain = fresh.capacity() - fresh.count();
        if (gain <= 0) {
            return new Outcome.NotApplied(
                    "cannot scale up as adding additional replicas does not increase available"
                            + " Capacity");
        }
        long more = Math.ceilDiv(missing, gain);
        boolean isLimited =
                Math.multiplyHigh(more, fresh.capacity()) != 0
                        || sum.capacity() + more * fresh.capacity() > policy.capacityMax();
        if (isLimited) {
            more = (policy.capacityMax() - sum.capacity()) / fresh.capacity();
        }
        return wanted(replicas + more, isLimited);
    }

    private Outcome downToMax() {
        long capacity = sum.capacity();
        int left = replicas;
        for (StoredServer server : firstToGo) {
            if (capacity <= policy.capacityMax()) {
                break;
            }
            Fill own = of(server);
            capacity -= own == null ? 0 : own.capacity();
            left--;
        }
        return wanted(Math.max(1, left), true);
    }

    private Outcome down(long buffer) {
        if (sum.capacity() == policy.capacityMin()) {
            return wanted(replicas, true);
        }
        long count = sum.count();
        long capacity = sum.capacity();
        int left = replicas;
        for (StoredServer server : firstToGo) {
            left--;
            Fill own = of(server);
            if (own == null) {
                continue;
            }
            count -= own.count();
            capacity -= own.capacity();
            long available = capacity - count;
            if (available < buffer) {
                return wanted(left + 1, false);
            }
            if (capacity < policy.capacityMin()) {
                return wanted(left + 1, true);
            }
            if (available == buffer || capacity == policy.capacityMin()) {
                return wanted(left, available != buffer);
            }
        }
        return wanted(Math.max(1, left), false);
    }

    private Outcome.Wanted wanted(long number, boolean isLimited) {
        return new Outcome.Wanted(
                Math.clamp(number, 0, Integer.MAX_VALUE), isLimited, policy.type());
    }

    private @Nullable Fill of(StoredServer server) {
        return Fill.of(server, policy.isList(), policy.key());
    }
}
