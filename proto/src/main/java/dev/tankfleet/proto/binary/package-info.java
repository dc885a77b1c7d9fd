/**
 * The two bodies that travel each tick: {@code match.{match_id}.input} and {@code
 * match.{match_id}.state.{gateway_id}}.
 *
 * <p>Fixed layouts, big-endian, over buffers that the caller owns: nothing here allocates. A writer
 * or reader belongs to the one thread that made it. A body that lies about its lengths ends the
 * reading with a result code, never with an exception.
 */
@HotPath
@NullMarked
package dev.tankfleet.proto.binary;

import dev.tankfleet.process.HotPath;

import org.jspecify.annotations.NullMarked;
