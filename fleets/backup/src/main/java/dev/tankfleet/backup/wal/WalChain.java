package dev.tankfleet.backup.wal;

import dev.tankfleet.process.config.Check;

import java.util.regex.Pattern;

/**
 * One history of one server. A server that is made anew is another system; one that was restored to
 * a time, or promoted, goes on in another timeline. Positions mean something within one chain.
 *
 * @param system PostgreSQL's own number of it
 * @param timeline at least 1
 */
public record WalChain(String system, int timeline) {
    private static final Pattern SYSTEM = Pattern.compile("[0-9]{1,20}");

    public WalChain {
        Check.that(isSystem(system), "system", system, "1 to 20 digits");
        Check.that(timeline >= 1, "timeline", timeline, ">= 1");
    }

    static boolean isSystem(String system) {
        return SYSTEM.matcher(system).matches();
    }

    String path() {
        return "%s/%08X".formatted(system, timeline);
    }
}
