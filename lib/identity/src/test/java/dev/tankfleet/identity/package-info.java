/** Tests of token verification; each runs on the test's own thread. */
@NullMarked
package dev.tankfleet.identity;

import org.jspecify.annotations.NullMarked;
