/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.backup.store;

import org.jspecify.annotations.NullMarked;
