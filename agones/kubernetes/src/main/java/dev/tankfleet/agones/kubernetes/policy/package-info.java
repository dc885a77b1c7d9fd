/**
 * Which other clusters allocations go to: {@link
 * dev.tankfleet.agones.kubernetes.policy.GameServerAllocationPolicy}. Values.
 */
@NullMarked
package dev.tankfleet.agones.kubernetes.policy;

import org.jspecify.annotations.NullMarked;
