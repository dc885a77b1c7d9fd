/**
 * The parts that commands are made of, each bound from the environment when a command asks for it.
 * Owner: the main thread. Neighbours: {@code wire}, and every feature of this module.
 */
@NullMarked
package dev.tankfleet.backup.wire.parts;

import org.jspecify.annotations.NullMarked;
