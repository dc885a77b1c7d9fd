/**
 * Bodies of {@code match.{match_id}.join} and {@code .leave}, and the codes by which a client's
 * connection ends. Values only; the binary side of a session is in {@code
 * dev.tankfleet.proto.binary}.
 */
@NullMarked
package dev.tankfleet.proto.session;

import org.jspecify.annotations.NullMarked;
