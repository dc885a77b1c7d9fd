/**
 * The certificate with which a process shows who it is. {@link dev.tankfleet.process.tls.ServerTls}
 * reads it from a folder, and again whenever somebody has put a newer one there; handshakes of any
 * thread use it. Neighbours: {@code ops}, which listens with it.
 */
@NullMarked
package dev.tankfleet.process.tls;

import org.jspecify.annotations.NullMarked;
