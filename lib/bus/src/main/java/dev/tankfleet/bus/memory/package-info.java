/**
 * The bus inside one JVM: the twin of the real one for {@code ./tankfleet up}, demos and tests.
 * {@link dev.tankfleet.bus.memory.MemoryHub} is the way in.
 *
 * <p>A message walks {@code MemoryBus → Border → Tier → Inbox}: checked, copied and queued on the
 * sender's thread, heard on the listener's own delivery thread. A durable one walks {@code
 * MemoryBus → DurableStreams → DurableConsumer}.
 */
@NullMarked
package dev.tankfleet.bus.memory;

import org.jspecify.annotations.NullMarked;
