package dev.tankfleet.gateway;

import dev.tankfleet.gateway.admission.AdmissionLimits;
import dev.tankfleet.gateway.connection.ConnectionLimits;
import dev.tankfleet.gateway.wire.WireLimits;
import dev.tankfleet.process.client.ProxyTrust;
import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.proto.subject.Id;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a gateway needs to be told.
 *
 * @param gatewayId id on the bus, at most {@value #NAME_LENGTH_MAX} characters if it is to be
 *     {@link #startedAnew}
 * @param region id of the region
 * @param host address to listen on
 * @param port port to listen on, 0 for a free one
 * @param gateways public addresses of all gateways of the region, for AUTH_OK; empty for this one's
 *     own
 * @param allowedOrigins origins of the pages that may play, each as a browser writes it
 * @param trustedProxies addresses or networks, such as {@code 10.0.0.0/8}, whose word on clients'
 *     addresses is believed
 * @param preambleSenders addresses or networks whose connections each begin with a preamble of the
 *     PROXY protocol
 * @param drainMax longest wait for the clients' goodbyes at the end, more than zero
 * @param wire bounds of the edge
 * @param connection bounds of one connection
 * @param admission bounds of admission
 */
public record GatewayConfig(
        String gatewayId,
        String region,
        @Default("0.0.0.0") String host,
        @Default("8080") int port,
        @Default("") List<String> gateways,
        @Default("") List<String> allowedOrigins,
        @Default("") List<String> trustedProxies,
        @Default("") List<String> preambleSenders,
        @Default("2s") Duration drainMax,
        WireLimits wire,
        ConnectionLimits connection,
        AdmissionLimits admission) {
    static final int PORT_MAX = 65_535;

    /** Leaves room in an id for what tells two starts apart. */
    static final int NAME_LENGTH_MAX = Id.LENGTH_MAX - 9;

    public GatewayConfig {
        Check.that(Id.isValid(gatewayId), "gatewayId", gatewayId, Id.RULE);
        Check.that(Id.isValid(region), "region", region, Id.RULE);
        Check.that(!host.isBlank(), "host", host, "an address");
        Check.that(port >= 0 && port <= PORT_MAX, "port", port, "0 … " + PORT_MAX);
        Check.that(drainMax.isPositive(), "drainMax", drainMax, "> 0");
        gateways = List.copyOf(gateways);
        allowedOrigins = List.copyOf(allowedOrigins);
        trustedProxies = List.copyOf(trustedProxies);
        preambleSenders = List.copyOf(preambleSenders);
        var _ = new ProxyTrust(trustedProxies, preambleSenders);
        Check.that(
                !allowedOrigins.contains("null"),
                "allowedOrigins",
                allowedOrigins,
                "no \"null\", which any sandboxed page can send");
    }

    /** A gateway on one address with the standard limits. */
    public static GatewayConfig of(
            String gatewayId, String region, String host, int port, List<String> allowedOrigins) {
        return new GatewayConfig(
                gatewayId,
                region,
                host,
                port,
                List.of(),
                allowedOrigins,
                List.of(),
                List.of(),
                Duration.ofSeconds(2),
                WireLimits.defaults(),
                ConnectionLimits.defaults(),
                AdmissionLimits.defaults());
    }

    /**
     * The same for one start of a process, under an id that no start before had: slot numbers begin
     * anew with the process, and a game server may still hold seats under those of the last one.
     */
    GatewayConfig startedAnew() {
        Check.that(
                gatewayId.length() <= NAME_LENGTH_MAX,
                "gatewayId",
                gatewayId,
                "at most " + NAME_LENGTH_MAX + " characters");
        var start = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return new GatewayConfig(
                gatewayId + "-" + start,
                region,
                host,
                port,
                gateways,
                allowedOrigins,
                trustedProxies,
                preambleSenders,
                drainMax,
                wire,
                connection,
                admission);
    }

    /** Whose word on clients' addresses is believed. */
    ProxyTrust proxies() {
        return new ProxyTrust(trustedProxies, preambleSenders);
    }
}
