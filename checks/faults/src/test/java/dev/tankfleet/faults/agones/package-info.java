/**
 * Our game server under Agones, from Ready to its replacement, and with a fault on every edge of
 * the way. Real matchmaker, PostgreSQL, gateway and game servers. {@code LifeContractTest} holds on
 * every {@code Ground}: on the emulator, and on real Agones where there is one; the faults are the
 * emulator's. The test's thread orders and looks.
 */
@NullUnmarked
package dev.tankfleet.faults.agones;

import org.jspecify.annotations.NullUnmarked;
