/** Tests; each runs on the test's own thread. */
@NullMarked
package dev.tankfleet.auth.account;

import org.jspecify.annotations.NullMarked;
