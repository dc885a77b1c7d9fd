package dev.tankfleet.bus.nats.conf;

import dev.tankfleet.process.config.Secret;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The server in the centre.
 *
 * @param host address to listen on
 * @param port port for the centre's own processes
 * @param leafPort port for the regions' servers
 * @param users processes of the centre
 * @param regions name of each region to the password of its server
 */
public record HubPlan(
        String host, int port, int leafPort, List<NatsUser> users, Map<String, Secret> regions) {
    public HubPlan {
        users = List.copyOf(users);
        regions = Collections.unmodifiableMap(new LinkedHashMap<>(regions));
        for (var user : users) {
            if (!user.role().isCentral()) {
                throw new IllegalArgumentException(
                        "users: " + user.name() + " (expected: roles of the centre)");
            }
        }
    }
}
