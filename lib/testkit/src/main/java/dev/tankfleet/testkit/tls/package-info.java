/** Certificates for tests, made by the JDK's own keytool. Every test makes its own. */
@NullMarked
package dev.tankfleet.testkit.tls;

import org.jspecify.annotations.NullMarked;
