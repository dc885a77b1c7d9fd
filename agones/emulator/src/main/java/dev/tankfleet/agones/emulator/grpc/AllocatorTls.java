package dev.tankfleet.agones.emulator.grpc;

import java.nio.file.Path;

/**
 * Mutual TLS of the AllocationService: PEM files, read again when they change.
 *
 * @param certificate the allocator's chain, its own first
 * @param key the private key of it, PKCS 8
 * @param clientAuthority who vouches for the clients; a client without a certificate from there is
 *     not let in
 */
public record AllocatorTls(Path certificate, Path key, Path clientAuthority) {}
