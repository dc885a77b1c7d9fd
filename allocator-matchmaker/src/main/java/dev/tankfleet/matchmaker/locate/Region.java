package dev.tankfleet.matchmaker.locate;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.proto.subject.Id;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * A region, as its operator describes it.
 *
 * @param name id of the region, as game servers say it
 * @param city city to show to people
 * @param position where its machines stand
 * @param pingUrl what a client asks to measure the round trip; null: the {@code /ping} of a gateway
 *     that a server of the region named
 */
public record Region(String name, String city, Position position, @Nullable URI pingUrl) {
    /** Checks the name. */
    public Region {
        Check.that(Id.isValid(name), "name", name, Id.RULE);
        Check.that(!city.isBlank(), "city", city, "not blank");
    }
}
