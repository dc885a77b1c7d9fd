/**
 * A game server and its sidecar. Each method makes what it needs in its own scene, on one thread.
 */
@NullMarked
package dev.tankfleet.agones.conformance.behaviour.server;

import org.jspecify.annotations.NullMarked;
