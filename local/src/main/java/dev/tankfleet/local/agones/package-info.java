/**
 * An emulated Agones for people: {@link dev.tankfleet.local.agones.AgonesPlan} is what they asked
 * for, {@link dev.tankfleet.local.agones.AgonesConsole} reads what they type while it runs. Used by
 * the main thread.
 */
@NullMarked
package dev.tankfleet.local.agones;

import org.jspecify.annotations.NullMarked;
