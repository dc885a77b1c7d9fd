/** The pages that name behaviours say what the code says. */
@NullMarked
package dev.tankfleet.agones.conformance.table;

import org.jspecify.annotations.NullMarked;
