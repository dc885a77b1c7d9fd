/**
 * What the store says of its copies, as metrics. Owner: the thread that scans; gauges read what it
 * has left. Neighbours: {@code copy}, {@code drill}.
 */
@NullMarked
package dev.tankfleet.backup.exporter;

import org.jspecify.annotations.NullMarked;
