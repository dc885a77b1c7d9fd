/**
 * One thread that owns the whole emulated cluster, and its clock: {@link
 * dev.tankfleet.agones.emulator.loop.Loop}. {@link dev.tankfleet.agones.emulator.loop.ThreadLoop}
 * runs on real time, {@link dev.tankfleet.agones.emulator.loop.VirtualLoop} on a time that a test
 * moves. Every other package runs on it; it knows none of them.
 */
@NullMarked
package dev.tankfleet.agones.emulator.loop;

import org.jspecify.annotations.NullMarked;
