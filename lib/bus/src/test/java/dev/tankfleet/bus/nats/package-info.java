/** The bus on real NATS servers, by the same contract as its twin, and by the servers' own law. */
@NullMarked
package dev.tankfleet.bus.nats;

import org.jspecify.annotations.NullMarked;
