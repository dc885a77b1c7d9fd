/**
 * Strict reading and plain writing of JSON bodies. Stateless; every thread may call it. All other
 * packages of {@code proto} stand on this one.
 */
@NullMarked
package dev.tankfleet.proto.json;

import org.jspecify.annotations.NullMarked;
