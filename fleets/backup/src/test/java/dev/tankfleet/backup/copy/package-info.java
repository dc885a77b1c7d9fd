/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.backup.copy;

import org.jspecify.annotations.NullMarked;
