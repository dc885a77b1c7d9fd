/**
 * Programs that others wrote: run to their end, or kept as a server that is thrown away. Owner: the
 * thread of one command. Neighbours: {@code redis}, {@code postgres} and {@code nats} use it.
 */
@NullMarked
package dev.tankfleet.backup.program;

import org.jspecify.annotations.NullMarked;
