/** Certificates written by Bouncy Castle, keys and signatures by the JDK. Any thread. */
@NullMarked
package dev.tankfleet.certificates.pair.bouncycastle;

import org.jspecify.annotations.NullMarked;
