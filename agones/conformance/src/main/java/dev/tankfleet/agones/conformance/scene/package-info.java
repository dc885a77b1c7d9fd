/**
 * What behaviours have in common: {@link dev.tankfleet.agones.conformance.scene.Scene} makes
 * servers and Fleets that nobody else has, and waits for what must happen. One thread per scene.
 */
@NullMarked
package dev.tankfleet.agones.conformance.scene;

import org.jspecify.annotations.NullMarked;
