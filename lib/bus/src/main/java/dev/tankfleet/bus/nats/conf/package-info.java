/**
 * What the NATS servers must be told: configuration files of the hub and of each region's leaf,
 * with the rights of every user, written from the {@link dev.tankfleet.bus.Lawbook}; and the stream
 * of a region with its consumers.
 *
 * <p>Each region has an account of its own at the hub, so that what regions may hear and say to
 * each other is nothing, whatever their own servers think.
 */
@NullMarked
package dev.tankfleet.bus.nats.conf;

import org.jspecify.annotations.NullMarked;
