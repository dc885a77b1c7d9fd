/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.gateway;

import org.jspecify.annotations.NullMarked;
