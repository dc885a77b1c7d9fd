/**
 * One gateway in a process of its own, on a real NATS leaf and Redis, under clients and a game
 * server's stand-in that live in this JVM: what a socket costs, what a state costs, how long a bus
 * that was killed is missed. Run by hand; it stands among the tests for their servers' sake.
 */
@NullMarked
package dev.tankfleet.bench.gateway;

import org.jspecify.annotations.NullMarked;
