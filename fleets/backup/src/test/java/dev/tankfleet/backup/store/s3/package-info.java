/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.backup.store.s3;

import org.jspecify.annotations.NullMarked;
