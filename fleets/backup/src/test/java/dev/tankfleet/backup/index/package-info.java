/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.backup.index;

import org.jspecify.annotations.NullMarked;
