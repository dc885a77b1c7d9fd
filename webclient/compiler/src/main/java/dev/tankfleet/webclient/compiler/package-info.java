/**
 * The build step that makes a module for browsers out of class files, and does nothing when they
 * have not changed. Runs in a JVM of its own, on its main thread; ships with nothing.
 */
@NullMarked
package dev.tankfleet.webclient.compiler;

import org.jspecify.annotations.NullMarked;
