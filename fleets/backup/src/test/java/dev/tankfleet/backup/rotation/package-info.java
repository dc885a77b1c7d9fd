/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.backup.rotation;

import org.jspecify.annotations.NullMarked;
