/**
 * The commands: what was typed and what the environment says, handed to the feature that does it.
 * Owner: the main thread. Neighbours: every other package of this module.
 */
@NullMarked
package dev.tankfleet.backup.wire;

import org.jspecify.annotations.NullMarked;
