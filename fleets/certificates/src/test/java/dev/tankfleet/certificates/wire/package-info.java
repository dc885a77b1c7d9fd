/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.certificates.wire;

import org.jspecify.annotations.NullMarked;
