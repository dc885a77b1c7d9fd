/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.certificates.renewal;

import org.jspecify.annotations.NullMarked;
