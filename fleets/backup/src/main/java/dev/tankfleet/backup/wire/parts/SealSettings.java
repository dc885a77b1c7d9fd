package dev.tankfleet.backup.wire.parts;

import dev.tankfleet.process.config.Secret;

import java.util.List;

/** Keys, as {@code backup keys} prints them; each command binds the part that it needs. */
final class SealSettings {
    private SealSettings() {}

    /**
     * For whom copies are sealed.
     *
     * @param recipients {@code age1…}, public
     */
    record Sealing(List<String> recipients) {
        Sealing {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * Who opens copies.
     *
     * @param identity {@code AGE-SECRET-KEY-1…}
     */
    record Opening(Secret identity) {}

    /**
     * In whose name a job signs.
     *
     * @param key secret
     */
    record Signing(Secret key) {}

    /**
     * Who is believed.
     *
     * @param trusted public keys of all jobs that sign
     */
    record Trusting(List<String> trusted) {
        Trusting {
            trusted = List.copyOf(trusted);
        }
    }
}
