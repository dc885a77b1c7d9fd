package dev.tankfleet.process.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts claims about clients that were not believed. Every thread may call it. */
final class ClientMeters {
    private final Map<Ignored, Counter> ignored = new EnumMap<>(Ignored.class);

    /** Why a claim was not believed. */
    enum Ignored {
        /** A header that came from none of our proxies. */
        UNTRUSTED_HEADER,
        /** A header of a proxy, in which an address was expected. */
        MALFORMED_HEADER,
        /** A connection of a proxy that did not begin with a preamble. */
        MALFORMED_PREAMBLE
    }

    ClientMeters(MeterRegistry registry) {
        for (var why : Ignored.values()) {
            ignored.put(
                    why,
                    Counter.builder("process.client.ignored")
                            .tag("claim", why.name().toLowerCase(Locale.ROOT))
                            .description("Claims about a client's address that were not believed")
                            .register(registry));
        }
    }

    void onIgnored(Ignored why) {
        var counter = ignored.get(why);
        if (counter != null) {
            counter.increment();
        }
    }
}
