/**
 * The custom resources of Agones as types for the fabric8 Kubernetes client. {@link
 * dev.tankfleet.agones.kubernetes.AgonesResources} is where to begin.
 *
 * <p>All data are records that keep fields they do not know, so that a resource of a newer Agones
 * survives being read and written. Everything may be used from any thread.
 */
@NullMarked
package dev.tankfleet.agones.kubernetes;

import org.jspecify.annotations.NullMarked;
