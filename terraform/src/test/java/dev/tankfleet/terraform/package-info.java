/**
 * The modules for OpenTofu and Terraform: their text, their own tests with pretended providers, and
 * what they do to real API servers and to hosts that one logs in to. Runs on JUnit's threads.
 */
@NullMarked
package dev.tankfleet.terraform;

import org.jspecify.annotations.NullMarked;
