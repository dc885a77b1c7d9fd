package dev.tankfleet.service.wire;

import dev.tankfleet.process.client.ClientAddresses;
import dev.tankfleet.process.client.netty.ProxyPreamble;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;

import jakarta.inject.Singleton;

import java.net.InetAddress;

/** Tells who sent a request. Stateless; request threads ask. */
@Singleton
public final class RequestSource {
    private final ClientAddresses clients;

    RequestSource(ClientAddresses clients) {
        this.clients = clients;
    }

    /** The client, whom a trusted proxy may have named in a preamble or in a header. */
    public InetAddress addressOf(HttpRequest<?> request) {
        return clients.behind(
                connectionOf(request), request.getHeaders().getAll(ClientAddresses.FORWARDED_FOR));
    }

    /** A key by which the tries of one client are counted. */
    public String keyOf(HttpRequest<?> request) {
        return ClientAddresses.sourceOf(addressOf(request));
    }

    /** Whether it came from a trusted proxy, whose other headers may be believed, too. */
    public boolean isFromProxy(HttpRequest<?> request) {
        return clients.isTrusted(connectionOf(request));
    }

    private static InetAddress connectionOf(HttpRequest<?> request) {
        HttpRequest<?> inner = request;
        while (inner instanceof HttpRequestWrapper<?> wrapper) {
            inner = wrapper.getDelegate();
        }
        if (inner instanceof NettyHttpRequest<?> netty) {
            return ProxyPreamble.clientOf(netty.getChannelHandlerContext().channel());
        }
        throw new IllegalStateException(inner.getClass() + " came from no socket");
    }
}
