/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.certificates.secret.kubernetes;

import org.jspecify.annotations.NullMarked;
