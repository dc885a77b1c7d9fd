/**
 * The live table of game servers: what each said last, what has been promised on it since, and
 * which one a player should get. One lock guards it; statuses come on the bus's delivery thread,
 * choices on request threads, and nobody does more under the lock than arithmetic.
 *
 * <p>Fed by {@code server.status}; {@code scoring} weighs the candidates; used by {@code match} and
 * {@code allocation}.
 */
@NullMarked
package dev.tankfleet.matchmaker.server;

import org.jspecify.annotations.NullMarked;
