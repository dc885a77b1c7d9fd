/**
 * A fleet in this JVM: centre and regions through the same code as in production, on the in-memory
 * bus and routes, a real PostgreSQL and an emulated Agones. Started and closed by one thread.
 */
@NullMarked
package dev.tankfleet.local.jvm;

import org.jspecify.annotations.NullMarked;
