@NullUnmarked
package dev.tankfleet.matchmaker.allocation.kubernetes;

import org.jspecify.annotations.NullUnmarked;
