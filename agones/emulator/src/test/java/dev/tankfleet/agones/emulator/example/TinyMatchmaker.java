package dev.tankfleet.agones.emulator.example;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.allocation.AllocationOutcome;
import dev.tankfleet.agones.allocation.AllocationOutcome.Allocated;

import java.util.Map;
import java.util.concurrent.Executors;

/** Takes one server for the players it is given. */
public final class TinyMatchmaker {
    public static void main(String[] args) {
        try (var executor = Executors.newCachedThreadPool();
                var allocator =
                        AllocationClient.connect(
                                AllocationConfig.loopback(Integer.parseInt(args[0])), executor)) {
            var wanted =
                    Allocation.ready("default", Map.of("agones.dev/fleet", "tiny"))
                            .withAnnotation("example.org/players", args[1]);
            switch (allocator.allocate(wanted)) {
                case Allocated(var server) ->
                        System.out.println(server.address() + ":" + server.ports().get(0).port());
                case AllocationOutcome other -> System.out.println("no server: " + other);
            }
        }
    }
}
