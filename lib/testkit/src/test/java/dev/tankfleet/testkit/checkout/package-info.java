/**
 * What has to be true of the repository as a whole: no secret in anything that was ever committed,
 * and a build that takes what is written down. The test's thread owns everything.
 */
@NullMarked
package dev.tankfleet.testkit.checkout;

import org.jspecify.annotations.NullMarked;
