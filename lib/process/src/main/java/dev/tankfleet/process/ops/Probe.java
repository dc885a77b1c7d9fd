package dev.tankfleet.process.ops;

import dev.tankfleet.process.config.Check;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Named conditions that must all hold, for {@code /ready} and {@code /live}. A concurrent map: any
 * thread registers, the ops threads ask.
 *
 * <p>A condition answers from memory, at once: the ops port has few threads, and a probe that waits
 * for a peer takes the whole process out of service together with that peer.
 */
public final class Probe {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    private static final int CONDITIONS_MAX = 64;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,63}");

    private final ConcurrentSkipListMap<String, BooleanSupplier> conditions =
            new ConcurrentSkipListMap<>();

    /**
     * Adds a condition.
     *
     * @param name what must hold, such as {@code database}: lower case, digits, dots, dashes
     * @param holds asked at every probe, on an ops thread
     * @throws IllegalArgumentException when the name is taken or malformed
     * @throws IllegalStateException when there are too many
     */
    public void require(String name, BooleanSupplier holds) {
        Check.that(NAME.matcher(name).matches(), "name", name, NAME.pattern());
        if (conditions.size() >= CONDITIONS_MAX) {
            throw new IllegalStateException("conditions: more than " + CONDITIONS_MAX);
        }
        Check.that(conditions.putIfAbsent(name, holds) == null, "name", name, "not taken");
    }

    /** Takes a condition away; a name that is not there is no error. */
    public void remove(String name) {
        conditions.remove(name);
    }

    /** Names of the conditions that do not hold now, sorted; empty means all is well. */
    public List<String> missing() {
        var missing = new ArrayList<String>();
        conditions.forEach(
                (name, holds) -> {
                    if (!holds(name, holds)) {
                        missing.add(name);
                    }
                });
        return missing;
    }

    private static boolean holds(String name, BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (RuntimeException e) {
            // A condition that cannot be told does not hold, and the operator learns why.
            LOG.atWarn().setCause(e).addKeyValue("condition", name).log("Condition failed");
            return false;
        }
    }
}
