/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.backup.redis;

import org.jspecify.annotations.NullMarked;
