/**
 * Webhooks over HTTP: {@link dev.tankfleet.agones.emulator.autoscaler.http.HttpWebhookCaller} says
 * a review as the real controller says it. Runs on the caller's thread, which may block.
 */
@NullMarked
package dev.tankfleet.agones.emulator.autoscaler.http;

import org.jspecify.annotations.NullMarked;
