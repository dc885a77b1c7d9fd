/**
 * What a behaviour is: a method that {@link dev.tankfleet.agones.conformance.behaviour.Says says}
 * what Agones does and tries it. The behaviours are in the packages below; they would hold on any
 * Agones 1.60, and what newer ones do otherwise is said beside it.
 */
@NullMarked
package dev.tankfleet.agones.conformance.behaviour;

import org.jspecify.annotations.NullMarked;
