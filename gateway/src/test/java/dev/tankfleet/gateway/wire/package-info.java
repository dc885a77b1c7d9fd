/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.gateway.wire;

import org.jspecify.annotations.NullMarked;
