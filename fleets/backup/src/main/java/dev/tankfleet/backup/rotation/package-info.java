/**
 * Which copies stay. {@link dev.tankfleet.backup.rotation.Rotation} is a pure function over times;
 * {@link dev.tankfleet.backup.rotation.Sweep} takes away what it gives up. Owner: the thread of one
 * command. Neighbours: {@code copy}.
 */
@NullMarked
package dev.tankfleet.backup.rotation;

import org.jspecify.annotations.NullMarked;
