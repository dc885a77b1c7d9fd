/**
 * What the matchmaker asks of one game server on {@code server.command.{server_id}}, and what it
 * answers. Values only.
 */
@NullMarked
package dev.tankfleet.proto.command;

import org.jspecify.annotations.NullMarked;
