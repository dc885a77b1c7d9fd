/**
 * A process from its environment to its end: what every {@code main} does before and after its own
 * service. Runs on the main thread.
 */
@NullMarked
package dev.tankfleet.process.run;

import org.jspecify.annotations.NullMarked;
