package dev.tankfleet.backup.drill;

import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.DamagedCopy;
import dev.tankfleet.backup.copy.Manifest;

import java.time.Duration;
import java.time.Instant;

/**
 * What a drill found.
 *
 * @param outcome what was compared
 * @param upTo everything that the source had written by then has been restored
 * @param compared how long it took to compare, which a restore in earnest does not
 */
public record Drilled(Outcome outcome, Instant upTo, Duration compared) {
    /**
     * Found of a copy of one moment, with nothing behind it.
     *
     * @throws DamagedCopy when the manifest is that of nothing
     */
    public static Drilled ofMoment(Manifest manifest, Outcome outcome, Duration compared)
            throws DamagedCopy {
        var name = CopyName.parse(manifest.copy());
        if (name.isEmpty()) {
            throw new DamagedCopy(manifest.copy() + " is no copy");
        }
        return new Drilled(outcome, name.get().at(), compared);
    }
}
