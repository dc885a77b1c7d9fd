package dev.tankfleet.agones.emulator.autoscaler;

import dev.tankfleet.agones.emulator.fleet.Amount;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** How many servers a Fleet should have. What Agones refuses at creation is refused here, too. */
public sealed interface Policy {
    /** Its name in Agones. */
    String type();

    /**
     * Servers to keep free beyond the Allocated ones.
     *
     * @param bufferSize at least 1, or 1 to 99 percent of all servers
     * @param replicasMin fewest servers; 0 or at least the buffer, at least 1 with a percentage
     * @param replicasMax most servers, at least the buffer and {@code replicasMin}
     */
    record Buffer(Amount bufferSize, int replicasMin, int replicasMax) implements Policy {
        public Buffer {
            checkBuffer(bufferSize, replicasMin, "minReplicas");
            require(replicasMax >= replicasMin, "maxReplicas should be bigger than minReplicas");
            require(
                    bufferSize.isPercent() || replicasMax >= bufferSize.value(),
                    "maxReplicas should be bigger than or equal to bufferSize");
        }

        @Override
        public String type() {
            return "Buffer";
        }
    }

    /**
     * Room to keep free in a counter or list, over all servers.
     *
     * @param isList whether it is a list
     * @param key its name
     * @param bufferSize at least 1, or 1 to 99 percent of the count of the Allocated ones
     * @param capacityMin least capacity; 0 or at least the buffer, at least 1 with a percentage
     * @param capacityMax most capacity, at least the buffer and {@code capacityMin}
     */
    record Room(boolean isList, String key, Amount bufferSize, long capacityMin, long capacityMax)
            implements Policy {
        public Room {
            checkBuffer(bufferSize, capacityMin, "minCapacity");
            require(capacityMax >= capacityMin, "maxCapacity should be bigger than minCapacity");
            require(
                    bufferSize.isPercent() || capacityMax >= bufferSize.value(),
                    "maxCapacity should be bigger than or equal to bufferSize");
        }

        /** Room in a counter. */
        public static Room inCounter(
                String key, Amount bufferSize, long capacityMin, long capacityMax) {
            return new Room(false, key, bufferSize, capacityMin, capacityMax);
        }

        /** Room in a list. */
        public static Room inList(
                String key, Amount bufferSize, long capacityMin, long capacityMax) {
            return new Room(true, key, bufferSize, capacityMin, capacityMax);
        }

        @Override
        public String type() {
            return isList ? "List" : "Counter";
        }
    }

    /**
     * What somebody answers.
     *
     * @param url whom to ask, over http or https
     * @param caPem whom to trust for https, PEM; null for those whom Java trusts
     */
    record Webhook(URI url, @Nullable String caPem) implements Policy {
        private static final int PORT_MAX = 65_535;

        public Webhook {
            require(
                    "http".equals(url.getScheme()) || "https".equals(url.getScheme()),
                    "url should begin with http:// or https://: " + url);
            require(
                    url.getHost() != null && url.getPort() != 0 && url.getPort() <= PORT_MAX,
                    "url should have a host, and a port of 1 to 65535 if any: " + url);
        }

        /** Somebody whom Java trusts, or over http. */
        public static Webhook at(String url) {
            return new Webhook(URI.create(url), null);
        }

        @Override
        public String type() {
            return "Webhook";
        }
    }

    /**
     * Another policy, at its time.
     *
     * @param start from when
     * @param end until when; Agones 1.60 refuses a schedule without both
     * @param period when within that
     * @param policy neither a schedule nor a chain
     */
    record Schedule(Instant start, Instant end, ActivePeriod period, Policy policy)
            implements Policy {
        public Schedule {
            require(end.isAfter(start), "between.end should be after between.start");
            require(
                    !(policy instanceof Schedule || policy instanceof Chain),
                    "policy should be neither Schedule nor Chain");
        }

        @Override
        public String type() {
            return "Schedule";
        }

        /**
         * Between two times as text, RFC 3339.
         *
         * @throws IllegalArgumentException if one is missing, or is no time
         */
        public static Schedule between(
                @Nullable String start, @Nullable String end, ActivePeriod period, Policy policy) {
            return new Schedule(time("start", start), time("end", end), period, policy);
        }

        private static Instant time(String name, @Nullable String text) {
            if (text == null) {
                throw new IllegalArgumentException(
                        "schedule.between." + name + ": Invalid value: \"null\"");
            }
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "schedule.between." + name + ": Invalid value: \"" + text + "\"", e);
            }
        }

        boolean isActive(Instant now) {
            return !now.isBefore(start) && !now.isAfter(end) && period.contains(now);
        }
    }

    /**
     * The first of these that can be applied.
     *
     * @param entries at least one, each with an id of its own
     */
    record Chain(List<Entry> entries) implements Policy {
        public Chain {
            entries = List.copyOf(entries);
            require(!entries.isEmpty(), "chain should have at least one entry");
            long ids = entries.stream().map(Entry::id).distinct().count();
            require(ids == entries.size(), "id of a chain entry should be unique");
        }

        @Override
        public String type() {
            return "Chain";
        }
    }

    /** One of a chain; not a chain itself. */
    record Entry(String id, Policy policy) {
        public Entry {
            require(!(policy instanceof Chain), "a chain entry should not be a Chain");
        }
    }

    private static void checkBuffer(Amount bufferSize, long least, String name) {
        require(least >= 0, name + " should be bigger than or equal to 0");
        if (bufferSize.isPercent()) {
            require(
                    bufferSize.value() >= 1 && bufferSize.value() <= 99,
                    "bufferSize should be between 1% and 99%");
            require(least >= 1, name + " should be above 0 with a percentage as bufferSize");
        } else {
            require(bufferSize.value() >= 1, "bufferSize should be bigger than 0");
            require(
                    least == 0 || least >= bufferSize.value(),
                    name + " should be bigger than or equal to bufferSize");
        }
    }

    private static void require(boolean isMet, String rule) {
        if (!isMet) {
            throw new IllegalArgumentException(rule);
        }
    }
}
