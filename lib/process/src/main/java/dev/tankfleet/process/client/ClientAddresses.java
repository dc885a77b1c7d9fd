package dev.tankfleet.process.client;

import dev.tankfleet.process.client.ClientMeters.Ignored;

import io.micrometer.core.instrument.MeterRegistry;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Tells where a request comes from. Immutable; every thread may ask.
 *
 * <p>The peer's own address counts, unless the peer is a trusted proxy: then the right-most address
 * of {@code X-Forwarded-For} that is none of our proxies. What stands left of it anyone can write.
 */
public final class ClientAddresses {
    /** Header in which each proxy appends the address of its peer. */
    public static final String FORWARDED_FOR = "X-Forwarded-For";

    private static final int HOPS_MAX = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final List<Network> trusted;
    private final List<Network> senders;
    private final ClientMeters meters;

    private ClientAddresses(List<Network> trusted, List<Network> senders, ClientMeters meters) {
        this.trusted = trusted;
        this.senders = senders;
        this.meters = meters;
    }

    /**
     * By the rules of one listener.
     *
     * @param trust whose word is believed
     * @param registry where claims are counted that were not
     */
    public static ClientAddresses create(ProxyTrust trust, MeterRegistry registry) {
        return new ClientAddresses(
                networks(trust.trustedProxies()),
                networks(trust.preambleSenders()),
                new ClientMeters(registry));
    }

    private static List<Network> networks(List<String> texts) {
        return texts.stream()
                .map(text -> Objects.requireNonNull(Network.parse(text), "checked before"))
                .toList();
    }

    /** Whether a peer's word on others is believed. */
    public boolean isTrusted(InetAddress peer) {
        return isIn(trusted, peer);
    }

    private static boolean isIn(List<Network> networks, InetAddress peer) {
        for (var network : networks) {
            if (network.contains(peer)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a connection of this peer begins with a preamble of the PROXY protocol. */
    public boolean expectsPreamble(InetAddress peer) {
        return isIn(senders, peer);
    }

    /** Counts a proxy's connection that did not begin as it must. */
    public void onMalformedPreamble() {
        meters.onIgnored(Ignored.MALFORMED_PREAMBLE);
    }

    /**
     * The client of a request.
     *
     * @param peer who holds the other end of the connection, or whom a preamble named
     * @param forwardedFor all values of {@link #FORWARDED_FOR}, in their order
     * @return the peer, or the client that our proxies name
     */
    public InetAddress behind(InetAddress peer, List<String> forwardedFor) {
        if (forwardedFor.isEmpty()) {
            return peer;
        }
        if (!isTrusted(peer)) {
            meters.onIgnored(Ignored.UNTRUSTED_HEADER);
            return peer;
        }
        var hops = String.join(",", forwardedFor).split(",", -1);
        var client = peer;
        for (int i = hops.length - 1;
                i >= Math.max(0, hops.length - HOPS_MAX) && isTrusted(client);
                i--) {
            var hop = Literals.address(hops[i].strip());
            if (hop == null) {
                meters.onIgnored(Ignored.MALFORMED_HEADER);
                return client;
            }
            client = hop;
        }
        return client;
    }

    /**
     * A key for one client by which its tries are counted: its IPv4 address, or its IPv6 network of
     * 64 bits, which is what one household gets.
     */
    public static String sourceOf(InetAddress client) {
        if (!(client instanceof Inet6Address)) {
            return client.getHostAddress();
        }
        var network = Arrays.copyOf(client.getAddress(), 2 * IPV6_NETWORK_BYTES);
        Arrays.fill(network, IPV6_NETWORK_BYTES, network.length, (byte) 0);
        try {
            return InetAddress.getByAddress(network).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv6 address has 16 bytes", e);
        }
    }
}
