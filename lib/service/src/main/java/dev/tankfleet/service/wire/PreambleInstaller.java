package dev.tankfleet.service.wire;

import dev.tankfleet.process.client.ClientAddresses;
import dev.tankfleet.process.client.netty.ProxyPreamble;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

/** Has each new connection begin with the proxy's preamble, if it must. Event loops call it. */
@Singleton
final class PreambleInstaller implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final ClientAddresses clients;

    PreambleInstaller(ClientAddresses clients) {
        this.clients = clients;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        var registry = event.getBean();
        registry.register(new Connections(clients, null));
        return registry;
    }

    private record Connections(ClientAddresses clients, @Nullable Channel channel)
            implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel opened, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Connections(clients, opened) : this;
        }

        @Override
        public void onInitialPipelineBuilt() {
            if (channel != null) {
                ProxyPreamble.install(channel, clients);
            }
        }
    }
}
