/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.certificates;

import org.jspecify.annotations.NullMarked;
