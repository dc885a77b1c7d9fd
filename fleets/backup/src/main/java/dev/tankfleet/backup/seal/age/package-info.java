/**
 * Sealing in the format of age (age-encryption.org/v1), so that a person can open a copy with the
 * {@code age} command and nothing of ours. Stateless, any thread.
 */
@NullMarked
package dev.tankfleet.backup.seal.age;

import org.jspecify.annotations.NullMarked;
