/**
 * What Agones does, as behaviours that are written once and run against whatever says that it is
 * Agones: {@link dev.tankfleet.agones.conformance.Behaviours} lists them all.
 *
 * <p>Plain blocking code on the caller's thread. Its neighbours: {@code behaviour} holds the
 * behaviours, {@code subject} what one has to offer to be tried, {@code scene} what behaviours have
 * in common, {@code grpc} the bare wire.
 */
@NullMarked
package dev.tankfleet.agones.conformance;

import org.jspecify.annotations.NullMarked;
