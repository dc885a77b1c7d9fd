/**
 * An emulated cluster for JUnit tests: {@link dev.tankfleet.agones.emulator.junit.AgonesExtension}.
 * Runs on the thread of the tests; it wants JUnit Jupiter on the class path, which the rest of the
 * emulator does not.
 */
@NullMarked
package dev.tankfleet.agones.emulator.junit;

import org.jspecify.annotations.NullMarked;
