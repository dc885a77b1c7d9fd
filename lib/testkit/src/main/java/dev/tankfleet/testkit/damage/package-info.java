/** Damage that a test does to files. Any thread. Neighbours: none. */
@NullMarked
package dev.tankfleet.testkit.damage;

import org.jspecify.annotations.NullMarked;
