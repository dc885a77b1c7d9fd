/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.backup.seal.age;

import org.jspecify.annotations.NullMarked;
