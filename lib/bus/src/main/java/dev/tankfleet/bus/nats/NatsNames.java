package dev.tankfleet.bus.nats;

import dev.tankfleet.bus.Role;
import dev.tankfleet.proto.subject.Id;

import java.util.Locale;

/**
 * What streams, inboxes and JetStream subjects are called. Stateless; every thread may call it.
 *
 * <p>Stream and consumer subjects carry the region in their names: with one name for all, the
 * acknowledgements of two regions would meet on one subject of the centre.
 */
public final class NatsNames {
    /** Header under which JetStream remembers a message. */
    static final String MESSAGE_ID_HEADER = "Nats-Msg-Id";

    private static final String INBOX = "_INBOX.";

    /** Where the hub brings answers that cross the border. */
    private static final String BORDER_INBOX = "_R_.";

    private NatsNames() {}

    /** The name of a user; roles look the same in logs, passwords and inboxes. */
    public static String user(Role role, String selfId) {
        return roleName(role) + "." + Id.check("selfId", selfId);
    }

    /**
     * All subjects on which one connection hears answers; nobody else of its role may hear them.
     */
    public static String ownInbox(Role role, String selfToken) {
        return INBOX + roleName(role) + "." + selfToken + ".>";
    }

    /** All subjects on which connections of a role hear answers. */
    public static String inboxesOf(Role role) {
        return INBOX + roleName(role) + ".>";
    }

    /** All subjects on which answers leave a region. */
    public static String borderInboxes() {
        return BORDER_INBOX + ">";
    }

    /** The stream of a region's durable messages. */
    public static String stream(String region) {
        return "RESULTS_" + Id.check("region", region);
    }

    /** The JetStream domain of a region. */
    public static String domain(String region) {
        return Id.check("region", region);
    }

    /** Subject on which the centre asks for the next message of a region's stream. */
    public static String next(String region, String consumer) {
        return "r." + region + ".results.next." + consumer;
    }

    /** The same inside the region's account, where JetStream hears it. */
    public static String nextInRegion(String region, String consumer) {
        return "$JS."
                + domain(region)
                + ".API.CONSUMER.MSG.NEXT."
                + stream(region)
                + "."
                + consumer;
    }

    /** Subjects on which messages of a region's stream are acknowledged. */
    public static String acknowledgements(String region) {
        return "$JS.ACK." + stream(region) + ".>";
    }

    /** What a region's subject is called in the centre. */
    public static String inCentre(String region, String subject) {
        return "r." + region + "." + subject;
    }

    static String inboxPrefix(Role role, String selfId) {
        return INBOX + user(role, selfId) + ".";
    }

    /** Whether an answer may go there: the wish of a stranger must not become a subject of ours. */
    static boolean isInbox(String subject) {
        return subject.startsWith(INBOX) || subject.startsWith(BORDER_INBOX);
    }

    private static String roleName(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
