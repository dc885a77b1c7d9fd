/**
 * Who may read a copy and who made it: files are sealed for recipients, statements are signed.
 * Stateless, any thread. Neighbours: {@code seal.age} does the sealing, {@code copy} uses both.
 */
@NullMarked
package dev.tankfleet.backup.seal;

import org.jspecify.annotations.NullMarked;
