/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.certificates.secret;

import org.jspecify.annotations.NullMarked;
