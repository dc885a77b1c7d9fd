/** The allocation API. Each method makes what it needs in its own scene, on one thread. */
@NullMarked
package dev.tankfleet.agones.conformance.behaviour.allocation;

import org.jspecify.annotations.NullMarked;
