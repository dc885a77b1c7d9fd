package dev.tankfleet.process.client;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** Reads what strangers may have written; never asks a name service. Stateless. */
final class Literals {
    private static final Pattern IPV4 =
            Pattern.compile("(?:0|[1-9]\\d{0,2})(?:\\.(?:0|[1-9]\\d{0,2})){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    private Literals() {}

    /** An IPv4 or IPv6 address in its usual form, without zone; null for anything else. */
    static @Nullable InetAddress address(String text) {
        boolean isSix = text.indexOf(':') >= 0;
        if (!(isSix ? IPV6 : IPV4).matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** A number of at most three digits, -1 for anything else. */
    static int number(String text) {
        return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    }
}
