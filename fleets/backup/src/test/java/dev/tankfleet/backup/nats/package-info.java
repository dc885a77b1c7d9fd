/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.backup.nats;

import org.jspecify.annotations.NullMarked;
