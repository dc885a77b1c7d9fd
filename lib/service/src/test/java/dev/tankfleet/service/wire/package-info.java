/** Tests of how a service says no; each runs on the test's own thread. */
@NullMarked
package dev.tankfleet.service.wire;

import org.jspecify.annotations.NullMarked;
