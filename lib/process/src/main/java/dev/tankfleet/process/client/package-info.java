/**
 * Who is at the other end: the peer itself, or the client for whom a proxy that we trust speaks.
 * Values and pure calculations that every thread may use; {@code netty} reads the preamble of the
 * PROXY protocol. Used at the edges of auth, matchmaker and gateway.
 */
@NullMarked
package dev.tankfleet.process.client;

import org.jspecify.annotations.NullMarked;
