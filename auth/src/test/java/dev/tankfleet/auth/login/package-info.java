/** Tests; each runs on the test's own thread. */
@NullMarked
package dev.tankfleet.auth.login;

import org.jspecify.annotations.NullMarked;
