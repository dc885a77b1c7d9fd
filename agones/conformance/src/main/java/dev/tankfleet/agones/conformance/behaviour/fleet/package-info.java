/**
 * Fleets and their autoscalers. Each method makes what it needs in its own scene, on one thread.
 */
@NullMarked
package dev.tankfleet.agones.conformance.behaviour.fleet;

import org.jspecify.annotations.NullMarked;
