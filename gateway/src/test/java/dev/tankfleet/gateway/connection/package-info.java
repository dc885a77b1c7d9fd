/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.gateway.connection;

import org.jspecify.annotations.NullMarked;
