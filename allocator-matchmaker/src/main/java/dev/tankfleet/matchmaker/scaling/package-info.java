/**
 * How many game servers a Fleet should have: what runs, the room that is wanted ahead of demand,
 * and what is coming. The FleetAutoscalers of the regions ask over HTTP, one folder below.
 *
 * <p>Reads the server table and changes nothing. Shared; one lock guards what was seen of the past.
 */
@NullMarked
package dev.tankfleet.matchmaker.scaling;

import org.jspecify.annotations.NullMarked;
