/** Tests; each runs on the test's own thread. */
@NullMarked
package dev.tankfleet.auth;

import org.jspecify.annotations.NullMarked;
