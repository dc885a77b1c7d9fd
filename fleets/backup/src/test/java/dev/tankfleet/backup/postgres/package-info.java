/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.backup.postgres;

import org.jspecify.annotations.NullMarked;
