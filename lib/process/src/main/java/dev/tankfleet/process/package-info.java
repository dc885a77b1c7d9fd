/**
 * What every process needs, one idea per package below: {@code config} turns the environment into
 * records, {@code client} tells who is at the other end, {@code log} writes events, {@code ops}
 * answers the operator, {@code tls} shows who answers, {@code stop} ends in order. This package
 * itself holds only the mark for hot code, {@link dev.tankfleet.process.HotPath}; it has no thread
 * and no neighbours.
 */
@NullMarked
package dev.tankfleet.process;

import org.jspecify.annotations.NullMarked;
