@NullUnmarked
package dev.tankfleet.matchmaker.allocation.agones;

import org.jspecify.annotations.NullUnmarked;
