/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.backup.store.memory;

import org.jspecify.annotations.NullMarked;
