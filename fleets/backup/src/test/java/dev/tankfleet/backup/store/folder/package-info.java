/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.backup.store.folder;

import org.jspecify.annotations.NullMarked;
