package dev.tankfleet.bus.nats.conf;

import dev.tankfleet.bus.BusUnavailable;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.config.WrongSettingsException;

/**
 * Makes the stream of a region or brings it up to date, and ends: what a cluster runs once per
 * installation, configured by the environment as {@link StreamConfig} says. Ends with 0, with 1 if
 * the server was away, with 2 if the environment says too little.
 */
public final class StreamMain {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_WRONG_SETTINGS = 2;

    private StreamMain() {}

    /** Runs to its end. */
    public static void main(String[] arguments) {
        try {
            var config = Settings.of(System.getenv()).bind(StreamConfig.class, "");
            // A server that knows another value yet refuses; the cluster starts us once more then.
            ResultStream.ensure(
                    Lawbook.standard(),
                    config.natsUrl(),
                    config.natsPassword().current(),
                    config.region());
        } catch (WrongSettingsException e) {
            end("stream: " + e.getMessage(), EXIT_WRONG_SETTINGS);
        } catch (BusUnavailable e) {
            end("stream: " + e.getMessage(), EXIT_FAILED);
        }
    }

    private static void end(String message, int status) {
        System.err.println(message);
        System.exit(status);
    }
}
