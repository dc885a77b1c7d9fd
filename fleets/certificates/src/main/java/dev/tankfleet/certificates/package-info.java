/**
 * Makes the certificates of a release where no cert-manager does, renews them in time, and watches
 * how long all of them last. {@code wire} has the commands; a command owns its thread. Neighbours:
 * {@code lib/process}.
 */
@NullMarked
package dev.tankfleet.certificates;

import org.jspecify.annotations.NullMarked;
