/**
 * What one has to offer to be tried: {@link dev.tankfleet.agones.conformance.subject.Agones}, and
 * the plans of what is made there.
 */
@NullMarked
package dev.tankfleet.agones.conformance.subject;

import org.jspecify.annotations.NullMarked;
