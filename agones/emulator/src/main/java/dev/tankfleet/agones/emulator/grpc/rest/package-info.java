/**
 * The gRPC services once more, as JSON over HTTP, the way Agones' own gateway has them: {@link
 * dev.tankfleet.agones.emulator.grpc.rest.RestSocket} listens, {@link
 * dev.tankfleet.agones.emulator.grpc.rest.Routes} knows which path is which call. A request becomes
 * one gRPC message and goes to the very handlers that gRPC calls; nothing here knows what they do.
 *
 * <p>Runs on the sockets' event loop, which never blocks; answers come from whatever thread has
 * them. Source of paths and error bodies: the HTTP annotations of Agones' .proto files and the
 * rules of grpc-gateway v2.
 */
@NullMarked
package dev.tankfleet.agones.emulator.grpc.rest;

import org.jspecify.annotations.NullMarked;
