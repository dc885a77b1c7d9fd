/**
 * What the operator asks a process: {@code /metrics}, {@code /live}, {@code /ready}. {@link
 * dev.tankfleet.process.ops.OpsServer} answers on a few threads of its own; {@link
 * dev.tankfleet.process.ops.Probe} holds the conditions that other threads register. Neighbours:
 * none; every service owns one server and one meter registry.
 */
@NullMarked
package dev.tankfleet.process.ops;

import org.jspecify.annotations.NullMarked;
