/**
 * FleetAutoscalers: {@link dev.tankfleet.agones.emulator.autoscaler.FleetAutoscaler} looks at its
 * Fleet again and again and sets the replicas that its {@link
 * dev.tankfleet.agones.emulator.autoscaler.Policy} wants.
 *
 * <p>Owned by the loop; a webhook is asked on a thread of its own, through {@link
 * dev.tankfleet.agones.emulator.autoscaler.WebhookCaller}. It reads and changes the {@code fleet}.
 */
@NullMarked
package dev.tankfleet.agones.emulator.autoscaler;

import org.jspecify.annotations.NullMarked;
