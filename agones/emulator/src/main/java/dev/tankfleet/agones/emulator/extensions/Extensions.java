package dev.tankfleet.agones.emulator.extensions;

import dev.tankfleet.agones.emulator.allocator.Allocator;
import dev.tankfleet.agones.emulator.loop.Loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** All open extensions of one cluster. Opened on the loop, closed by any thread. */
public final class Extensions implements AutoCloseable {
    private final Loop loop;
    private final Supplier<Allocator> allocators;
    private final String nodeName;
    private final String address;
    private final List<AllocationApi> open = new CopyOnWriteArrayList<>();

    /**
     * @param allocators makes an allocator, on the loop; each replica of the extensions has its own
     * @param nodeName name of the only node
     * @param address address to listen on
     */
    public Extensions(Loop loop, Supplier<Allocator> allocators, String nodeName, String address) {
        this.loop = loop;
        this.allocators = allocators;
        this.nodeName = nodeName;
        this.address = address;
    }

    /**
     * Opens another.
     *
     * @param port its port, 0 for a free one
     * @return the port
     * @throws UncheckedIOException if the port is taken, or the files cannot be read
     */
    public int open(int port, ExtensionsTls tls) {
        try {
            var api =
                    AllocationApi.open(
                            loop,
                            allocators.get(),
                            nodeName,
                            new InetSocketAddress(address, port),
                            tls);
            open.add(api);
            return api.port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        open.forEach(AllocationApi::close);
    }
}
