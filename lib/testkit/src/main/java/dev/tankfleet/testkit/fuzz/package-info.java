/**
 * What every fuzz target asks of a reader besides its own properties. Stateless; targets run on the
 * thread of their test.
 */
@NullMarked
package dev.tankfleet.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
