/**
 * The behaviours on the emulator, and the proof that each of them would notice if the emulator did
 * otherwise. Plain threads of the tests.
 */
@NullMarked
package dev.tankfleet.agones.conformance.emulated;

import org.jspecify.annotations.NullMarked;
