package dev.tankfleet.agones.kubernetes.gameserver;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What records do with collections that a resource may lack; pure. */
public final class Copies {
    private Copies() {}

    /** A copy; empty if there is none. Its values may be null, as in JSON. */
    public static Map<String, Object> fields(@Nullable Map<String, Object> fields) {
        return fields == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A copy; empty if there is none. */
    public static <V> Map<String, V> map(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }

    /** A copy; empty if there is none. */
    public static <E> List<E> list(@Nullable List<E> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
