package dev.tankfleet.agones.emulator.example;

import dev.tankfleet.agones.sdk.AgonesSdk;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.agones.sdk.Watch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Plays one match whenever it is allocated, and is Ready again afterwards. */
public final class TinyGameServer {
    public static void main(String[] args) throws InterruptedException {
        try (var executor = Executors.newCachedThreadPool();
                var agones = AgonesSdk.connect(SdkConfig.fromEnvironment(), executor)) {
            var seen = new LinkedBlockingQueue<GameServer>();
            agones.startHealth(Duration.ofSeconds(2), event -> {});
            agones.watch(
                    event -> {
                        if (event instanceof Watch.Event.Connected connected) {
                            seen.add(connected.now());
                        } else if (event instanceof Watch.Event.Changed changed) {
                            seen.add(changed.now());
                        }
                    });
            agones.ready();
            var last = Instant.MIN;
            while (true) {
                var now = seen.take();
                var allocated = now.lastAllocated().orElse(Instant.MIN);
                if (now.state() == GameServer.State.ALLOCATED && allocated.isAfter(last)) {
                    last = allocated; // Other changes tell of the same allocation again.
                    System.out.println(now.annotations().get("example.org/players") + " play");
                    agones.ready(); // Once: said again later, it would undo the next allocation.
                }
            }
        }
    }
}
