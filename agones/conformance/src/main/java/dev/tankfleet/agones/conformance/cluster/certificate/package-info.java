/**
 * Certificates of a cluster of our own: an {@link
 * dev.tankfleet.agones.conformance.cluster.certificate.Authority} vouches for identities, which are
 * PEM files. Written by hand because the JDK reads certificates and does not make them, and the few
 * fields that are needed here are fewer than a library's. Any thread may call it. Neighbours: none.
 */
@NullMarked
package dev.tankfleet.agones.conformance.cluster.certificate;

import org.jspecify.annotations.NullMarked;
