/**
 * The bare wire: each call gives its code and text as they came, since clients of the real one go
 * by these. Blocking calls on the caller's thread; messages of streams are kept as they come.
 */
@NullMarked
package dev.tankfleet.agones.conformance.grpc;

import org.jspecify.annotations.NullMarked;
