/**
 * The one shape of a Java file: google-java-format in AOSP style. {@link
 * dev.tankfleet.testkit.format.Format} is the command that writes it; a test only compares. Runs on
 * the caller's thread and needs the JVM to export {@code jdk.compiler}.
 */
@NullMarked
package dev.tankfleet.testkit.format;

import org.jspecify.annotations.NullMarked;
