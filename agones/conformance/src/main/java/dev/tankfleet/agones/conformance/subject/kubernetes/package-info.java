/**
 * A cluster with real Agones under test: {@link
 * dev.tankfleet.agones.conformance.subject.kubernetes.ClusterAgones} makes in Kubernetes what
 * behaviours plan, and starts a sidecar for each server that one asks for.
 *
 * <p>One thread uses each; several may share a cluster. Neighbours: {@code subject}, whose port it
 * implements, and {@code cluster}, which runs Agones' programs.
 */
@NullMarked
package dev.tankfleet.agones.conformance.subject.kubernetes;

import org.jspecify.annotations.NullMarked;
