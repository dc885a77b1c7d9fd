/**
 * The edge: HTTP in, features called, answers out. Each request runs on a virtual thread of its
 * own, at most {@code requestsMax} at once. Nothing imports this package.
 */
@NullMarked
package dev.tankfleet.matchmaker.wire;

import org.jspecify.annotations.NullMarked;
