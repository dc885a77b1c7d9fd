package dev.tankfleet.process.client.netty;

import dev.tankfleet.process.client.ClientAddresses;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.AttributeKey;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Reads for whom a proxy has opened a connection (PROXY protocol 1 and 2). Owned by the
 * connection's event loop.
 *
 * <p>Only trusted proxies are asked, and those must answer: by the protocol a receiver never
 * guesses whether there is a preamble. One that does not begin with it is closed. From anybody else
 * a preamble is what it looks like, no HTTP.
 */
public final class ProxyPreamble extends SimpleChannelInboundHandler<HAProxyMessage> {
    private static final AttributeKey<InetAddress> CLIENT =
            AttributeKey.valueOf(ProxyPreamble.class, "client");

    /** Room for what a proxy adds to version 2, such as the name of a certificate. */
    private static final int EXTENSIONS_MAX_BYTES = 1_024;

    private static final InetAddress NOBODY = InetAddress.ofLiteral("0.0.0.0");

    private final ClientAddresses clients;

    // Owned by the event loop.
    private boolean isRefused;

    private ProxyPreamble(ClientAddresses clients) {
        this.clients = clients;
    }

    /** Puts it before everything else, if the peer of a new connection is one that must tell. */
    public static void install(Channel channel, ClientAddresses clients) {
        if (clients.expectsPreamble(peerOf(channel))) {
            channel.pipeline()
                    .addFirst(
                            new HAProxyMessageDecoder(EXTENSIONS_MAX_BYTES),
                            new ProxyPreamble(clients));
        }
    }

    /** Whom the connection is for: the client of the preamble, else the peer. */
    public static InetAddress clientOf(Channel channel) {
        var named = channel.attr(CLIENT).get();
        return named == null ? peerOf(channel) : named;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage preamble) {
        var client = namedBy(preamble);
        if (client != null) {
            ctx.channel().attr(CLIENT).set(client);
        }
        ctx.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof DecoderException)) {
            ctx.fireExceptionCaught(cause);
        } else if (!isRefused) {
            // The decoder tries what is left once more when the socket closes.
            isRefused = true;
            clients.onMalformedPreamble();
            var _ = ctx.close();
        }
    }

    /** Null if the proxy speaks for itself, as its health checks do, or for no internet address. */
    private static @Nullable InetAddress namedBy(HAProxyMessage preamble) {
        var protocol = preamble.proxiedProtocol();
        boolean isTcp =
                protocol == HAProxyProxiedProtocol.TCP4 || protocol == HAProxyProxiedProtocol.TCP6;
        return preamble.command() == HAProxyCommand.PROXY && isTcp
                ? InetAddress.ofLiteral(preamble.sourceAddress())
                : null;
    }

    /** Nobody, if the peer was gone before it could be asked. */
    private static InetAddress peerOf(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress peer
                        && peer.getAddress() != null
                ? peer.getAddress()
                : NOBODY;
    }
}
