package dev.tankfleet.process.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

final class ClientAddressesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ClientAddresses clients =
            ClientAddresses.create(
                    new ProxyTrust(
                            List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/47"),
                            List.of("172.16.0.0/12")),
                    registry);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Nobody speaks for a client who comes himself.
                "203.0.113.9 |                                  | 203.0.113.9",
                "203.0.113.9 | 198.51.100.1                     | 203.0.113.9",
                // A proxy does; what stands left of its word is a stranger's.
                "10.1.2.3    | 198.51.100.1                     | 198.51.100.1",
                "10.1.2.3    | 8.8.8.8, 198.51.100.1            | 198.51.100.1",
                "10.1.2.3    | 8.8.8.8, 10.9.9.9, 198.51.100.1  | 198.51.100.1",
                // Proxies before proxies.
                "10.1.2.3    | 198.51.100.1, 192.0.2.7          | 198.51.100.1",
                "10.1.2.3    | 198.51.100.1 ; 192.0.2.7         | 198.51.100.1",
                "10.1.2.3    | 198.51.100.1,192.0.2.7,10.0.0.1  | 198.51.100.1",
                "10.1.2.3    | 198.51.100.1,192.0.2.8,10.0.0.1  | 192.0.2.8",
                // Our own machines ask, too.
                "10.1.2.3    | 10.0.0.1                         | 10.0.0.1",
                // IPv6, and IPv4 in its clothes.
                "10.1.2.3    | 2001:db8:2::5                    | 2001:db8:2::5",
                "10.1.2.3    | 8.8.8.8, 2001:db8:1::5           | 8.8.8.8",
                "10.1.2.3    | ::ffff:198.51.100.1              | 198.51.100.1",
                "::ffff:10.1.2.3 | 198.51.100.1                 | 198.51.100.1",
            })
    void namesTheClient(String peer, String headers, String client) {
        var values = headers == null ? List.<String>of() : Arrays.asList(headers.split(";", -1));

        assertThat(clients.behind(InetAddress.ofLiteral(peer), values))
                .isEqualTo(InetAddress.ofLiteral(client));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "",
                "localhost",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1",
                "0x7f.1",
                "1.2.3.4:80",
                "[::1]",
                "fe80::1%eth0",
                "2001:db8",
                "::g",
                "_hidden",
                "1.2.3.4 5.6.7.8",
                "https://1.2.3.4"
            })
    void stopsAtWhatIsNoAddress(String hop) {
        var proxy = InetAddress.ofLiteral("10.1.2.3");

        assertThat(clients.behind(proxy, List.of("8.8.8.8, " + hop))).isEqualTo(proxy);
        assertThat(clients.behind(proxy, List.of("8.8.8.8, " + hop + ", 10.0.0.9")))
                .isEqualTo(InetAddress.ofLiteral("10.0.0.9"));
        assertThat(ignored("malformed_header")).isEqualTo(2);
    }

    @Test
    void countsHeadersOfStrangers() {
        clients.behind(InetAddress.ofLiteral("203.0.113.9"), List.of("8.8.8.8"));
        clients.behind(InetAddress.ofLiteral("203.0.113.9"), List.of());

        assertThat(ignored("untrusted_header")).isEqualTo(1);
    }

    @Test
    void followsSixteenHopsAtMost() {
        var proxy = InetAddress.ofLiteral("10.1.2.3");
        var ours = String.join(",", Collections.nCopies(15, "10.0.0.1"));

        assertThat(clients.behind(proxy, List.of("8.8.8.8," + ours)))
                .isEqualTo(InetAddress.ofLiteral("8.8.8.8"));
        assertThat(clients.behind(proxy, List.of("8.8.8.8,10.0.0.2," + ours)))
                .isEqualTo(InetAddress.ofLiteral("10.0.0.2"));
    }

    @Test
    void believesNobodyByDefault() {
        var nobody = ClientAddresses.create(ProxyTrust.NONE, registry);
        var peer = InetAddress.ofLiteral("127.0.0.1");

        assertThat(nobody.behind(peer, List.of("8.8.8.8"))).isEqualTo(peer);
        assertThat(nobody.expectsPreamble(peer)).isFalse();
    }

    @Test
    void countsOneHouseholdAsOneSource() {
        assertThat(source("2001:db8:0:1::5")).isEqualTo(source("2001:db8:0:1:ffff::9"));
        assertThat(source("2001:db8:0:1::5")).isNotEqualTo(source("2001:db8:0:2::5"));
        assertThat(source("192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy.example",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "::/129",
                "10.0.0/8",
                "10.0.0.0/8/8"
            })
    void refusesWhatIsNoNetwork(String network) {
        assertThatThrownBy(() -> new ProxyTrust(List.of(network), List.of()))
                .hasMessageContaining("trustedProxies");
        assertThatThrownBy(() -> new ProxyTrust(List.of(), List.of(network)))
                .hasMessageContaining("preambleSenders");
    }

    @Test
    void refusesMoreProxiesThanAnybodyHas() {
        var many = Collections.nCopies(65, "10.0.0.1");

        assertThatThrownBy(() -> new ProxyTrust(many, List.of()))
                .hasMessageContaining("trustedProxies");
        assertThatThrownBy(() -> new ProxyTrust(List.of(), many))
                .hasMessageContaining("preambleSenders");
    }

    @Test
    void takesASenderOfPreamblesForNoProxy() {
        var sender = InetAddress.ofLiteral("172.16.4.1");

        assertThat(clients.expectsPreamble(sender)).isTrue();
        assertThat(clients.behind(sender, List.of("8.8.8.8"))).isEqualTo(sender);
        assertThat(clients.expectsPreamble(InetAddress.ofLiteral("10.1.2.3"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "10.0.0.0/9, 10.127.255.255, true",
        "10.0.0.0/9, 10.128.0.0, false",
        "::1, ::1, true",
        "::1, ::2, false",
        "2001:db8:ff00::/41, 2001:db8:ff7f::1, true",
        "2001:db8:ff00::/41, 2001:db8:ff80::1, false"
    })
    void trustsByTheBitsOfThePrefix(String network, String address, boolean isTrusted) {
        var one = ClientAddresses.create(new ProxyTrust(List.of(network), List.of()), registry);

        assertThat(one.isTrusted(InetAddress.ofLiteral(address))).isEqualTo(isTrusted);
    }

    private double ignored(String claim) {
        return registry.get("process.client.ignored").tag("claim", claim).counter().count();
    }

    private static String source(String address) {
        return ClientAddresses.sourceOf(InetAddress.ofLiteral(address));
    }
}
