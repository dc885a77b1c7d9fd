package dev.tankfleet.auth.wire;

import dev.tankfleet.auth.AuthConfig;

import io.micronaut.context.annotation.Context;
import io.micronaut.http.HttpRequest;

import org.jspecify.annotations.Nullable;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells where a request comes from; immutable. The peer's own word counts, unless the peer is a
 * trusted proxy: then the right-most address of {@code X-Forwarded-For} that is none of our
 * proxies. What stands left of it anyone can write.
 */
@Context
final class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int HOPS_MAX = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final List<Network> trusted;

    ClientAddress(AuthConfig config) {
        this.trusted = config.trustedProxies().stream().map(Network::parse).toList();
    }

    /**
     * A key for one client: its IPv4 address, or its IPv6 network of 64 bits, which is what one
     * household gets.
     */
    String sourceOf(HttpRequest<?> request) {
        var address = request.getRemoteAddress().getAddress();
        var hops = request.getHeaders().getAll(FORWARDED_FOR);
        var forwarded = String.join(",", hops).split(",", -1);
        for (int i = forwarded.length - 1;
                i >= 0 && i >= forwarded.length - HOPS_MAX && isTrusted(address);
                i--) {
            var hop = parse(forwarded[i].strip());
            if (hop == null) {
                break;
            }
            address = hop;
        }
        return keyOf(address);
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    /** Reads literals alone: a name would be looked up, at the wish of a stranger. */
    private static @Nullable InetAddress parse(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static String keyOf(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        var network = Arrays.copyOf(address.getAddress(), 2 * IPV6_NETWORK_BYTES);
        Arrays.fill(network, IPV6_NETWORK_BYTES, network.length, (byte) 0);
        try {
            return InetAddress.getByAddress(network).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv6 address has 16 bytes", e);
        }
    }

    /** Addresses that begin alike. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Network(byte[] start, int prefixBits) {
        static Network parse(String text) {
            int slash = text.indexOf('/');
            var start =
                    InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
            int bitsMax = start.length * Byte.SIZE;
            int bits = slash < 0 ? bitsMax : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > bitsMax) {
                throw new IllegalArgumentException(
                        "trustedProxies: "
                                + text
                                + " (expected: a prefix of 0 to "
                                + bitsMax
                                + ")");
            }
            return new Network(start, bits);
        }

        boolean contains(InetAddress address) {
            var bytes = address.getAddress();
            if (bytes.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < prefixBits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((bytes[bit / Byte.SIZE] ^ start[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
