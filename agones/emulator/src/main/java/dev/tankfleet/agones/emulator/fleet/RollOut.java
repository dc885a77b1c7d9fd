package dev.tankfleet.agones.emulator.fleet;

import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * One step from old templates to a new one: how many servers each set should have now. Formulas:
 * Agones' Fleet controller, as of 1.60, which follows the Deployment controller of Kubernetes with
 * one difference: Allocated and Reserved servers stay as long as they like and block as many new
 * ones.
 */
final class RollOut {
    private RollOut() {}

    /**
     * Scales the old sets down as far as this step goes.
     *
     * @param active the set of the new template
     * @param rest all others
     * @return replicas of the active set
     */
    static int step(FleetSpec spec, GameServerSet active, Collection<GameServerSet> rest) {
        if (rest.isEmpty()) {
            return spec.replicas();
        }
        if (sum(rest, GameServerSet::replicas) == 0) {
            int blocked = sum(rest, set -> set.status().reserved() + set.status().allocated());
            return Math.max(0, spec.replicas() - blocked);
        }
        return switch (spec.strategy()) {
            case Strategy.Recreate _ -> {
                rest.forEach(set -> set.scale(0));
                yield Math.max(0, spec.replicas() - allocated(rest));
            }
            case Strategy.RollingUpdate rolling -> {
                int replicas = activeReplicas(spec, rolling, active, rest);
                scaleDown(spec, rolling, active, rest);
                yield replicas;
            }
        };
    }

    private static int activeReplicas(
            FleetSpec spec,
            Strategy.RollingUpdate rolling,
            GameServerSet active,
            Collection<GameServerSet> rest) {
        int current = active.replicas();
        if (current != active.status().replicas()) {
            // The step before is under way.
            return current;
        }
        int room = spec.replicas() - allocated(rest);
        if (spec.replicas() == 0 || current >= room) {
            return Math.max(0, room);
        }
        int surge = rolling.maxSurge().roundedUp(spec.replicas());
        int replicas = Math.min(current + surge, spec.replicas());
        int tooMany =
                sum(rest, set -> set.status().replicas()) + replicas - spec.replicas() - surge;
        return Math.max(0, Math.min(replicas - Math.max(0, tooMany), room));
    }

    private static void scaleDown(
            FleetSpec spec,
            Strategy.RollingUpdate rolling,
            GameServerSet active,
            Collection<GameServerSet> rest) {
        FleetStatus status = active.status();
        int ready = sum(rest, set -> set.status().ready()) + status.ready();
        int unavailable =
                Math.min(Math.max(1, rolling.maxUnavailable().roundedDown(ready)), spec.replicas());
        int availableMin = Math.min(ready - unavailable, spec.replicas());
        int notYet =
                active.replicas()
                        - status.ready()
                        - status.reserved()
                        - status.allocated()
                        - status.shutdown();
        int budget = ready - availableMin - notYet;
        if (budget <= 0) {
            return;
        }
        dropUnhealthy(rest, budget);
        dropReady(rest, ready - availableMin);
    }

    /** Old servers that never came up go first; nobody misses them. */
    private static void dropUnhealthy(Collection<GameServerSet> rest, int budget) {
        int left = budget;
        for (GameServerSet set : rest) {
            FleetStatus status = set.status();
            int healthy = status.ready() + status.allocated() + status.reserved();
            int dropped = Math.clamp(set.replicas() - healthy, 0, left);
            set.scale(set.replicas() - dropped);
            left -= dropped;
        }
    }

    private static void dropReady(Collection<GameServerSet> rest, int budget) {
        int left = budget;
        for (GameServerSet set : rest) {
            FleetStatus status = set.status();
            if (left <= 0 || (set.replicas() > 0 && set.replicas() != status.replicas())) {
                // Enough for this step, or the one before is under way.
                return;
            }
            if (set.replicas() > 0 && status.shutdown() == 0) {
                int dropped = Math.min(set.replicas(), left);
                boolean isAllocated = status.replicas() == status.allocated();
                set.scale(isAllocated ? 0 : set.replicas() - dropped);
                left -= dropped;
            }
        }
    }

    private static int allocated(Collection<GameServerSet> sets) {
        return sum(sets, set -> set.status().allocated());
    }

    private static int sum(Collection<GameServerSet> sets, ToIntFunction<GameServerSet> value) {
        return sets.stream().mapToInt(value).sum();
    }

    /** Sets without any server and without any to come. */
    static List<GameServerSet> empty(Collection<GameServerSet> rest) {
        return rest.stream()
                .filter(set -> set.status().replicas() == 0 && set.status().shutdown() == 0)
                .toList();
    }
}
