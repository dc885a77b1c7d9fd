/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.backup.wal;

import org.jspecify.annotations.NullMarked;
