/**
 * Agones in a JVM: {@link dev.tankfleet.agones.emulator.Emulator} serves sidecars and an
 * AllocationService over real sockets, for game servers that run in the same JVM or anywhere on
 * this machine.
 *
 * <p>The way of a call: {@code grpc} → {@code sidecar} or {@code allocator} → {@code cluster} →
 * {@code fleet}, all on one {@code loop}, which owns every bit of state. This package wires them
 * and is called by any thread.
 */
@NullMarked
package dev.tankfleet.agones.emulator;

import org.jspecify.annotations.NullMarked;
