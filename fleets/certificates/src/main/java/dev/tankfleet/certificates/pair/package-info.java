/**
 * A certificate with its key: as PEM, and how one is made. Pure values, and a maker that any thread
 * may use. Neighbours: {@code renewal}, which decides when one is made, {@code exporter}, which
 * reads those of others, and the adapter below.
 */
@NullMarked
package dev.tankfleet.certificates.pair;

import org.jspecify.annotations.NullMarked;
