package dev.tankfleet.process.client.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.process.client.ClientAddresses;
import dev.tankfleet.process.client.ProxyTrust;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

final class ProxyPreambleTest {
    private static final String PROXY = "10.1.2.3";
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ClientAddresses clients =
            ClientAddresses.create(
                    new ProxyTrust(List.of("10.0.0.0/8"), List.of("10.0.0.0/8")), registry);

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 198.51.100.1 10.0.0.9 50000 80, 198.51.100.1",
        "PROXY TCP6 2001:db8::5 2001:db8::9 50000 80, 2001:db8::5",
        "PROXY UNKNOWN, 10.1.2.3"
    })
    void readsVersionOne(String preamble, String client) {
        var channel = from(PROXY);

        channel.writeInbound(ascii(preamble + "\r\nGET / HTTP/1.1\r\n"));

        assertThat(ProxyPreamble.clientOf(channel)).isEqualTo(InetAddress.ofLiteral(client));
        assertThat(passedOn(channel)).isEqualTo("GET / HTTP/1.1\r\n");
        assertThat(channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // proxy, TCP over IPv4; the same with an extension; TCP over IPv6
        "2111000cc63364010a000009c3500050, 198.51.100.1",
        "21110013c63364010a000009c35000500400040102030400, 198.51.100.1",
        "2121002420010db8000000000000000000000005"
                + "20010db8000000000000000000000009c3500050, 2001:db8::5",
        // local, as a health check; UDP; a path of Unix
        "20000000, 10.1.2.3",
        "2112000cc63364010a000009c3500050, 10.1.2.3"
    })
    void readsVersionTwo(String hex, String client) {
        var channel = from(PROXY);
        var bytes = ByteBufUtil.decodeHexDump(SIGNATURE + hex);

        channel.writeInbound(
                Unpooled.wrappedBuffer(bytes, "GET".getBytes(StandardCharsets.US_ASCII)));

        assertThat(ProxyPreamble.clientOf(channel)).isEqualTo(InetAddress.ofLiteral(client));
        assertThat(passedOn(channel)).endsWith("GET");
    }

    @Test
    void readsAPreambleThatComesByteByByte() {
        var channel = from(PROXY);
        for (char next : "PROXY TCP4 198.51.100.1 10.0.0.9 50000 80\r\nG".toCharArray()) {
            channel.writeInbound(ascii(String.valueOf(next)));
        }

        assertThat(ProxyPreamble.clientOf(channel))
                .isEqualTo(InetAddress.ofLiteral("198.51.100.1"));
        assertThat(passedOn(channel)).isEqualTo("G");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "PROXY TCP4 198.51.100.1 10.0.0.9 50000\r\n",
                "PROXY TCP4 198.51.100.999 10.0.0.9 50000 80\r\n",
                "PROXY TCP4 198.51.100.1 10.0.0.9 50000 80000\r\n",
                "PROXY TCP9 198.51.100.1 10.0.0.9 50000 80\r\n"
            })
    void closesAProxysConnectionThatBeginsOtherwise(String bytes) {
        var channel = from(PROXY);

        channel.writeInbound(ascii(bytes));

        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.inboundMessages()).isEmpty();
        assertThat(
                        registry.get("process.client.ignored")
                                .tag("claim", "malformed_preamble")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void closesWhenThePreambleFindsNoEnd() {
        var channel = from(PROXY);

        channel.writeInbound(ascii("PROXY TCP4 " + "1".repeat(200)));

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void leavesAStrangersPreambleToHttp() {
        var channel = from("203.0.113.9");

        channel.writeInbound(ascii("PROXY TCP4 198.51.100.1 10.0.0.9 50000 80\r\n"));

        assertThat(ProxyPreamble.clientOf(channel)).isEqualTo(InetAddress.ofLiteral("203.0.113.9"));
        assertThat(passedOn(channel)).startsWith("PROXY");
    }

    @Test
    void knowsNobodyBehindASocketThatIsGone() {
        var channel = new EmbeddedChannel();

        ProxyPreamble.install(channel, clients);

        assertThat(ProxyPreamble.clientOf(channel)).isEqualTo(InetAddress.ofLiteral("0.0.0.0"));
        assertThat(channel.pipeline().names()).hasSize(1);
    }

    private EmbeddedChannel from(String peer) {
        var channel =
                new EmbeddedChannel() {
                    @Override
                    protected SocketAddress remoteAddress0() {
                        return new InetSocketAddress(InetAddress.ofLiteral(peer), 40_000);
                    }
                };
        ProxyPreamble.install(channel, clients);
        return channel;
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static String passedOn(EmbeddedChannel channel) {
        var text = new StringBuilder();
        for (ByteBuf part = channel.readInbound(); part != null; part = channel.readInbound()) {
            text.append(part.toString(StandardCharsets.US_ASCII));
            part.release();
        }
        return text.toString();
    }
}
