/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.gateway.pump;

import org.jspecify.annotations.NullMarked;
