/**
 * Copies of a Redis: asked to write itself down, read over the replication stream, loaded once to
 * list its keys, and restored the same way. Owner: the thread of one command. Neighbours: {@code
 * copy}, {@code index}, {@code drill}, {@code program}.
 */
@NullMarked
package dev.tankfleet.backup.redis;

import org.jspecify.annotations.NullMarked;
