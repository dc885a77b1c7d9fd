/**
 * The webhook that FleetAutoscalers ask, on a port of its own: it is for the clusters, not for
 * players, so it does not stand beside {@code find}. One virtual thread per request.
 */
@NullMarked
package dev.tankfleet.matchmaker.scaling.http;

import org.jspecify.annotations.NullMarked;
