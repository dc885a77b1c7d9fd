/**
 * A real Kubernetes control plane for a suite: {@link
 * dev.tankfleet.agones.conformance.cluster.ControlPlane} starts etcd, API server, controller
 * manager and scheduler with definitions of our own, and simulated nodes; {@link
 * dev.tankfleet.agones.conformance.cluster.AgonesProcesses} starts ready-made binaries of Agones
 * beside it.
 *
 * <p>Any thread may call it; one test or one run owns a control plane and closes it. All of it
 * listens on the loopback address. Neighbours: {@code process} and {@code certificate}, which know
 * nothing of Kubernetes.
 */
@NullMarked
package dev.tankfleet.agones.conformance.cluster;

import org.jspecify.annotations.NullMarked;
