/**
 * How long certificates last, whoever made them: read from the files that a Pod mounts, whenever
 * the metrics are asked for. Any thread; nothing is kept. Neighbours: {@code pair}, which reads
 * PEM.
 */
@NullMarked
package dev.tankfleet.certificates.exporter;

import org.jspecify.annotations.NullMarked;
