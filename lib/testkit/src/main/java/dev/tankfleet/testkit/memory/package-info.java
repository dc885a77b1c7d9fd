/**
 * Proof that hot code allocates nothing. {@link dev.tankfleet.testkit.memory.AllocatedBytes}
 * measures the thread that calls it. Neighbours: the house rule on hot code, which reads bytecode.
 */
@NullMarked
package dev.tankfleet.testkit.memory;

import org.jspecify.annotations.NullMarked;
