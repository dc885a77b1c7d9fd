package dev.tankfleet.bus.nats.conf;

import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.NatsNames;
import dev.tankfleet.process.config.Secret;

/**
 * Who may connect, as one role.
 *
 * @param role whose rights it has
 * @param selfId id of the one process that may use it, or {@link #ANYBODY} where processes come and
 *     go with ids that nobody knows before; then each may do what any of its role may
 * @param name user name
 * @param password its password
 */
public record NatsUser(Role role, String selfId, String name, Secret password) {
    /** In place of an id: all processes of the role share the user. */
    public static final String ANYBODY = "*";

    /** A user for one process. */
    public static NatsUser of(Role role, String selfId, Secret password) {
        return new NatsUser(role, selfId, NatsNames.user(role, selfId), password);
    }

    /** A user that all processes of a role share. */
    public static NatsUser shared(Role role, String name, Secret password) {
        return new NatsUser(role, ANYBODY, name, password);
    }
}
