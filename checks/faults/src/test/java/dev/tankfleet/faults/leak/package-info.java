/**
 * No game server is lost to a matchmaker that dies and an allocator that lies: thousands of
 * allocations under faults, and afterwards every Allocated server has an owner and every placement
 * a server. The test's thread kills and counts; players and the steward have threads of their own.
 */
@NullUnmarked
package dev.tankfleet.faults.leak;

import org.jspecify.annotations.NullUnmarked;
