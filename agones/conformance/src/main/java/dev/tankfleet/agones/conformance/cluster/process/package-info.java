/**
 * Native programs beside this JVM: {@link
 * dev.tankfleet.agones.conformance.cluster.process.NativeProcess} starts one and sees to it that it
 * ends no later than the JVM, {@link dev.tankfleet.agones.conformance.cluster.process.FreePorts}
 * finds it a port. Any thread may call it. Neighbours: none.
 */
@NullMarked
package dev.tankfleet.agones.conformance.cluster.process;

import org.jspecify.annotations.NullMarked;
