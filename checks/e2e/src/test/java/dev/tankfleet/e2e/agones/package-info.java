/**
 * Our game server under Agones, from Ready to its replacement, and with a fault on every edge of
 * the way. Real matchmaker, PostgreSQL, gateway and game servers; Agones is the emulator, whose
 * AllocationService asks for certificates. The test's thread orders and looks.
 */
@NullUnmarked
package dev.tankfleet.e2e.agones;

import org.jspecify.annotations.NullUnmarked;
