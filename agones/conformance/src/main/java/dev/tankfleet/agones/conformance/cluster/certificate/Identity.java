package dev.tankfleet.agones.conformance.cluster.certificate;

import java.nio.file.Path;

/**
 * Who somebody is.
 *
 * @param certificate PEM
 * @param key the private key of it, PEM, PKCS 8
 */
public record Identity(Path certificate, Path key) {}
