package dev.tankfleet.agones.emulator.grpc;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFactory;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Listening sockets that remember whom they let in, so that all connections can be dropped without
 * a word, as those of a process that is killed. Any thread may drop them; the sockets' thread adds.
 */
final class Connections implements ChannelFactory<NioServerSocketChannel> {
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    @Override
    public NioServerSocketChannel newChannel() {
        return new Remembering();
    }

    /** Closes all connections; their streams end as if the network had. */
    void drop() {
        open.forEach(
                connection ->
                        connection
                                .eventLoop()
                                .execute(
                                        () -> {
                                            // From its head: HTTP/2 would say goodbye first.
                                            var first = connection.pipeline().firstContext();
                                            if (first != null) {
                                                var _ = first.close();
                                            }
                                        }));
    }

    private final class Remembering extends NioServerSocketChannel {
        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            int count = super.doReadMessages(accepted);
            for (Object one : accepted) {
                Channel connection = (Channel) one;
                if (open.add(connection)) {
                    var _ = connection.closeFuture().addListener(_ -> open.remove(connection));
                }
            }
            return count;
        }
    }
}
