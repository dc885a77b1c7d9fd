package dev.tankfleet.agones.conformance.subject;

import java.nio.file.Path;

/**
 * Where allocations are asked for, on the loopback address.
 *
 * @param port of the AllocationService over gRPC
 * @param restPort of the same over HTTP
 * @param authority who vouches for the allocator, PEM
 * @param certificate the client's chain, PEM
 * @param key the client's private key, PEM
 */
public record Allocators(int port, int restPort, Path authority, Path certificate, Path key) {}
