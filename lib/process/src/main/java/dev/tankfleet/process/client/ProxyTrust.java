package dev.tankfleet.process.client;

import dev.tankfleet.process.config.Check;

import java.util.List;

/**
 * Whose word on others' addresses is believed; nobody's, unless an operator says so.
 *
 * <p>The two lists are apart because they are about different things: a preamble comes before a
 * connection, from whoever opened it, and a header is in a request, which a client may have written
 * behind a preamble. A client whose own address is among the senders of preambles is no proxy for
 * that.
 *
 * @param trustedProxies addresses or networks, such as {@code 10.0.0.0/8}, whose header is
 *     believed, at most {@value #PROXIES_MAX}; where a preamble names somebody, it is he who is
 *     looked up here
 * @param preambleSenders those whose connections each begin with a preamble of the PROXY protocol,
 *     version 1 or 2, as many at most
 */
public record ProxyTrust(List<String> trustedProxies, List<String> preambleSenders) {
    /** Most entries of a list. */
    public static final int PROXIES_MAX = 64;

    /** Nobody is believed. */
    public static final ProxyTrust NONE = new ProxyTrust(List.of(), List.of());

    /** Checks each entry. */
    public ProxyTrust {
        trustedProxies = checked("trustedProxies", trustedProxies);
        preambleSenders = checked("preambleSenders", preambleSenders);
    }

    private static List<String> checked(String name, List<String> networks) {
        Check.that(
                networks.size() <= PROXIES_MAX
                        && networks.stream().allMatch(text -> Network.parse(text) != null),
                name,
                networks,
                "at most " + PROXIES_MAX + " addresses or networks such as 10.0.0.0/8");
        return List.copyOf(networks);
    }
}
