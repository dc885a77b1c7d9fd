/**
 * The PROXY protocol on a Netty connection. Each connection's handlers are owned by its event loop;
 * they leave the pipeline before the first byte of HTTP passes. Whoever listens with Netty brings
 * {@code netty-codec-haproxy} along.
 */
@NullMarked
package dev.tankfleet.process.client.netty;

import org.jspecify.annotations.NullMarked;
