/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.backup.wire;

import org.jspecify.annotations.NullMarked;
