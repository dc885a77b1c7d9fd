/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.backup.archiver;

import org.jspecify.annotations.NullMarked;
