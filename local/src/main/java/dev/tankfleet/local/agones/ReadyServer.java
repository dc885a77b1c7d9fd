package dev.tankfleet.local.agones;

import dev.tankfleet.agones.emulator.node.GameServerSpec;
import dev.tankfleet.agones.emulator.node.RunningGameServer;
import dev.tankfleet.agones.sdk.AgonesSdk;
import dev.tankfleet.agones.sdk.Health;
import dev.tankfleet.agones.sdk.SdkConfig;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * A game server without a game: Ready from the start, alive until it is stopped. Started and
 * stopped on virtual threads.
 */
public final class ReadyServer implements RunningGameServer {
    private static final Duration SIGN_OF_LIFE_EVERY = Duration.ofSeconds(2);

    private final AgonesSdk sdk;
    private final Health health;

    private ReadyServer(AgonesSdk sdk, Health health) {
        this.sdk = sdk;
        this.health = health;
    }

    /** Says Ready to its sidecar, and lives. */
    public static ReadyServer start(GameServerSpec spec, Executor executor) {
        AgonesSdk sdk = AgonesSdk.connect(SdkConfig.onPort(spec.sidecarPort()), executor);
        Health health = sdk.startHealth(SIGN_OF_LIFE_EVERY, _ -> {});
        sdk.ready();
        return new ReadyServer(sdk, health);
    }

    @Override
    public void stop() {
        health.close();
        sdk.close();
    }
}
