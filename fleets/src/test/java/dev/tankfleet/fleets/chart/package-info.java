/**
 * What the checks of both charts stand on: the charts and their values, what Helm makes of them,
 * and a container's environment and a network's rules as a cluster would read them. Runs on JUnit's
 * threads.
 */
@NullMarked
package dev.tankfleet.fleets.chart;

import org.jspecify.annotations.NullMarked;
