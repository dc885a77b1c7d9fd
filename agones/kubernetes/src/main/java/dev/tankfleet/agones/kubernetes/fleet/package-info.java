/**
 * Many equal game servers: {@link dev.tankfleet.agones.kubernetes.fleet.Fleet}, and the {@link
 * dev.tankfleet.agones.kubernetes.fleet.GameServerSet} that it makes for each version. Values.
 */
@NullMarked
package dev.tankfleet.agones.kubernetes.fleet;

import org.jspecify.annotations.NullMarked;
