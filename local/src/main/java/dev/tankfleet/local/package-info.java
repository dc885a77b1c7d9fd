/**
 * The whole fleet in one JVM, and the sub-commands of {@code ./tankfleet}. Read {@link
 * dev.tankfleet.local.fleet.Fleet#start} for the recipe.
 */
@NullMarked
package dev.tankfleet.local;

import org.jspecify.annotations.NullMarked;
