package dev.tankfleet.faults.leak;

import dev.tankfleet.player.find.FindOutcome;
import dev.tankfleet.player.find.Finder;
import dev.tankfleet.player.http.Api;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Players who ask for a match, one after the other, and never come: some ask again, as one does
 * whose connection broke. One virtual thread; every thread may ask it.
 */
final class Crowd implements AutoCloseable {
    private static final long PAUSE_NS = 60_000_000;
    private static final int RETURNING_ONE_IN = 5;
    private static final String PLACED = "placed";

    private final Supplier<URI> matchmaker;
    private final Passports passports;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger players = new AtomicInteger();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);

    private volatile boolean isOver;

    Crowd(Supplier<URI> matchmaker, Passports passports) {
        this.matchmaker = matchmaker;
        this.passports = passports;
        thread.start();
    }

    /** Nobody comes any more. */
    void end() throws InterruptedException {
        isOver = true;
        thread.join();
    }

    /** How often somebody got a place. */
    int placed() {
        return answers.getOrDefault(PLACED, 0);
    }

    Map<String, Integer> answers() {
        return Map.copyOf(answers);
    }

    @Override
    public void close() {
        isOver = true;
        http.shutdownNow();
    }

    private void run() {
        while (!isOver) {
            int number = players.incrementAndGet();
            answers.merge(find("p-" + number), 1, Integer::sum);
            if (number % RETURNING_ONE_IN == 0) {
                answers.merge(find("p-" + number / 2), 1, Integer::sum);
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private String find(String player) {
        try {
            var finder = new Finder(http, matchmaker.get());
            return switch (finder.find(passports.of(player), "pve_heist", Map.of())) {
                case FindOutcome.Placed _ -> PLACED;
                case FindOutcome.Waiting _ -> "waiting";
                case FindOutcome.Refused refused -> refused.code();
            };
        } catch (Api.ServiceUnreachable e) { // the matchmaker is dead: he comes again later
            return "nobody there";
        }
    }
}
