/**
 * What a game server says of itself on {@code server.status}. Values only; written by game servers,
 * read by the matchmaker.
 */
@NullMarked
package dev.tankfleet.proto.status;

import org.jspecify.annotations.NullMarked;
