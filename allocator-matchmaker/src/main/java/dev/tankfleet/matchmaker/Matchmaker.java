package dev.tankfleet.matchmaker;

import dev.tankfleet.service.HttpService;

import java.net.URI;
import java.util.Map;

/**
 * The running service. Started and closed by whoever owns the process: {@code main}, the whole
 * fleet in one JVM, or a test. Requests run on virtual threads; the methods here may be called from
 * any thread.
 */
public final class Matchmaker implements AutoCloseable {
    private static final String NAME = "matchmaker";

    private final HttpService http;

    private Matchmaker(HttpService http) {
        this.http = http;
    }

    /**
     * Migrates the schema, builds the features, asks all game servers to speak, and listens. Comes
     * back when the first request can be answered.
     *
     * @param config what the operator decided
     * @param parts what the owner of the process brings along
     * @return the running service, to be closed by the caller
     * @throws RuntimeException if the database is away or the port is taken; nothing is left
     *     running then
     */
    public static Matchmaker start(MatchmakerConfig config, MatchmakerParts parts) {
        return new Matchmaker(
                HttpService.start(
                        Matchmaker.class,
                        NAME,
                        config.http(),
                        parts.registry(),
                        Map.of(),
                        config,
                        parts));
    }

    /** Where it is reached from this machine, without a slash at the end. */
    public URI url() {
        return http.url();
    }

    /** Whether it answers requests; from memory, for {@code /ready}. */
    public boolean isReady() {
        return http.isReady();
    }

    /** Stops listening, then the feeds, the threads, and the connections to the database. */
    @Override
    public void close() {
        http.close();
    }
}
