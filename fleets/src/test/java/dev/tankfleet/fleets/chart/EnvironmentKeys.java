package dev.tankfleet.fleets.chart;

import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.process.config.Secret;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The variables that a record is bound from, by the rule of lib/process. Pure. */
public final class EnvironmentKeys {
    /** What may come from a file instead. */
    private static final Set<Class<?>> SECRETS = Set.of(Secret.class, RotatingSecret.class);

    private EnvironmentKeys() {}

    /** All of them, below a prefix; a set that may be added to. */
    public static Set<String> of(Class<?> type, String prefix) {
        var keys = new HashSet<String>();
        Arrays.stream(type.getRecordComponents())
                .forEach(
                        component -> {
                            var name = component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2");
                            var key = prefix.isEmpty() ? name : prefix + "_" + name;
                            if (component.getType().isRecord()) {
                                keys.addAll(of(component.getType(), key));
                            } else {
                                var variable = key.toUpperCase(Locale.ROOT);
                                keys.add(variable);
                                if (SECRETS.contains(component.getType())) {
                                    keys.add(variable + "_FILE");
                                }
                            }
                        });
        return keys;
    }
}
