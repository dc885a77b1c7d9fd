/** Tests without sockets. */
@NullMarked
package dev.tankfleet.process.client.netty;

import org.jspecify.annotations.NullMarked;
