/**
 * The whole fleet as a client, a browser and a person at a terminal meet it. Each class starts a
 * fleet of its own on free ports.
 */
@NullUnmarked
package dev.tankfleet.e2e;

import org.jspecify.annotations.NullUnmarked;
