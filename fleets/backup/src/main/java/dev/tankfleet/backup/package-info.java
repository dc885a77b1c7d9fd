/**
 * Copies what must not be lost, proves each copy, and restores it. {@code wire} has the commands,
 * in the order in which an operator meets them; a command owns its thread. Neighbours: {@code
 * lib/process}.
 */
@NullMarked
package dev.tankfleet.backup;

import org.jspecify.annotations.NullMarked;
