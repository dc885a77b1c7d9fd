/**
 * Both charts with our images as real Pods: {@code Machine} is a node with kubelet and containerd,
 * {@code GameServerPods} has the emulated Agones run its game servers there, {@code PodsIT}
 * installs, and plays as a player from outside. Runs on JUnit's threads.
 */
@NullMarked
package dev.tankfleet.fleets.pods;

import org.jspecify.annotations.NullMarked;
