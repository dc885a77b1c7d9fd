/** Tests without sockets. */
@NullMarked
package dev.tankfleet.process.client;

import org.jspecify.annotations.NullMarked;
