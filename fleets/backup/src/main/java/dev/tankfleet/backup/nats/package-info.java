/**
 * Copies of a JetStream stream: the server's own snapshot, and a list of messages that were there
 * before and after. Owner: the thread of one command. Neighbours: {@code copy}, {@code index},
 * {@code drill}, {@code program}.
 */
@NullMarked
package dev.tankfleet.backup.nats;

import org.jspecify.annotations.NullMarked;
