package dev.tankfleet.agones.conformance.cluster;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A program that listens where an sdk-server would, and says nothing but that it was probed: each
 * probe is a line in the file that its first argument names.
 */
final class PretendSidecar {
    private static final int UNHEALTHY = 500;

    private PretendSidecar() {}

    public static void main(String[] args) throws IOException {
        Path probes = Path.of(args[0]);
        var health = HttpServer.create(at(port(args, "--health-port=")), 0);
        health.createContext(
                "/gshealthz",
                exchange -> {
                    Files.writeString(
                            probes,
                            exchange.getRequestMethod() + "\n",
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                    exchange.sendResponseHeaders(UNHEALTHY, -1);
                    exchange.close();
                });
        health.start();
        try (var grpc = new ServerSocket();
                var rest = new ServerSocket()) {
            grpc.bind(at(port(args, "--grpc-port=")));
            rest.bind(at(port(args, "--http-port=")));
            while (true) {
                grpc.accept().close();
            }
        }
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static int port(String[] args, String flag) {
        return Arrays.stream(args)
                .filter(arg -> arg.startsWith(flag))
                .mapToInt(arg -> Integer.parseInt(arg.substring(flag.length())))
                .findFirst()
                .orElseThrow();
    }
}
