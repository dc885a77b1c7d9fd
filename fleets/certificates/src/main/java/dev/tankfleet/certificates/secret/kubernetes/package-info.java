/** Secrets of the API server, by the fabric8 client. One thread at a time. */
@NullMarked
package dev.tankfleet.certificates.secret.kubernetes;

import org.jspecify.annotations.NullMarked;
