/**
 * What changes the number of servers of a Fleet by itself: {@link
 * dev.tankfleet.agones.kubernetes.autoscaler.FleetAutoscaler}. Values.
 */
@NullMarked
package dev.tankfleet.agones.kubernetes.autoscaler;

import org.jspecify.annotations.NullMarked;
