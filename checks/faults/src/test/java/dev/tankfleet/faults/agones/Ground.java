package dev.tankfleet.faults.agones;

import dev.tankfleet.agones.conformance.subject.Allocators;
import dev.tankfleet.agones.sdk.GameServer;

import java.net.URI;
import java.util.List;

/**
 * What a region stands on: an Agones, emulated or real, and one Fleet there, of which {@link
 * AgonesRegion} says what its servers are like. The test's thread asks it.
 */
interface Ground extends AutoCloseable {
    /** Where the matchmaker allocates, and as whom. */
    Allocators allocators();

    /** Creates the Fleet; each of its servers is launched, and stopped when it has to go. */
    void createFleet(int servers, Launcher launcher);

    /** All servers of the Fleet, those on their way out included. */
    List<GameServer> servers();

    /** Creates the autoscaler of the Fleet. */
    void createAutoscaler(Chain chain);

    /** The entry that decided when the autoscaler looked for the last time. */
    String lastAppliedPolicy();

    /** Servers that the Fleet should have. */
    int replicas();

    /** Ends the Fleet and all that runs for it. */
    @Override
    void close();

    /** Runs game servers. Any thread calls it. */
    @FunctionalInterface
    interface Launcher {
        /**
         * Starts one.
         *
         * @param sidecarPort where its sidecar speaks gRPC on the loopback address
         * @return stops it as SIGTERM does, and returns when it has ended
         */
        Runnable launch(String gameServer, int sidecarPort);
    }

    /**
     * Who decides how many servers the Fleet has: {@code matchmaker} if it answers, then {@code
     * evening}, which always holds, then {@code matches}.
     *
     * @param matchmaker its webhook
     * @param evening room for so many matches
     * @param matches likewise
     */
    record Chain(URI matchmaker, int evening, int matches) {
        /** No Fleet grows beyond this capacity. */
        static final int CAPACITY_MAX = 40;

        static final String FROM = "2026-01-01T00:00:00Z";
        static final String TO = "2126-01-01T00:00:00Z";
    }
}
