package dev.tankfleet.process.client;

import dev.tankfleet.process.config.Check;

import java.util.List;

/**
 * Whose word on others' addresses is believed; nobody's, unless an operator says so.
 *
 * @param trustedProxies addresses or networks, such as {@code 10.0.0.0/8}, at most {@value
 *     #PROXIES_MAX}
 * @param proxyProtocol whether each connection of a trusted proxy begins with a preamble of the
 *     PROXY protocol, version 1 or 2
 */
public record ProxyTrust(List<String> trustedProxies, boolean proxyProtocol) {
    /** Most entries of the list. */
    public static final int PROXIES_MAX = 64;

    /** Nobody is believed. */
    public static final ProxyTrust NONE = new ProxyTrust(List.of(), false);

    /** Checks each entry, and that the preamble has somebody to come from. */
    public ProxyTrust {
        trustedProxies = List.copyOf(trustedProxies);
        Check.that(
                trustedProxies.size() <= PROXIES_MAX
                        && trustedProxies.stream().allMatch(text -> Network.parse(text) != null),
                "trustedProxies",
                trustedProxies,
                "at most " + PROXIES_MAX + " addresses or networks such as 10.0.0.0/8");
        Check.that(
                !proxyProtocol || !trustedProxies.isEmpty(),
                "proxyProtocol",
                proxyProtocol,
                "true only with trusted proxies");
    }
}
