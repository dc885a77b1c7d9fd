package dev.tankfleet.local.process;

import dev.tankfleet.local.process.child.ChildProcess;
import dev.tankfleet.local.process.child.Children;

import redis.embedded.core.ExecutableProvider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The Redis of a region, with snapshots and a log of what came after. Used by the starting thread.
 */
final class LocalRedis {
    private LocalRedis() {}

    static ChildProcess start(Children children, Path folder, String region, int port) {
        var name = "redis-" + region;
        try {
            var data = Files.createDirectories(folder.resolve(name).toAbsolutePath());
            var binary = ExecutableProvider.newJarResourceProvider(data.toFile()).get();
            var command =
                    List.of(
                            binary.getAbsolutePath(),
                            "--bind",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--dir",
                            data.toString(),
                            "--appendonly",
                            "yes",
                            "--appendfsync",
                            "everysec",
                            "--save",
                            "60 1000",
                            "--maxmemory",
                            "128mb",
                            "--maxmemory-policy",
                            "noeviction");
            var child = children.start(folder, name, command);
            child.awaitPort(port);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not start", e);
        }
    }
}
