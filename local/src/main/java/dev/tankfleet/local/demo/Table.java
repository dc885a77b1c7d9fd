package dev.tankfleet.local.demo;

import org.HdrHistogram.Histogram;

import java.util.Locale;

/** The one table that a demo prints. Stateless. */
public final class Table {
    private static final double NS_PER_MS = 1e6;

    private Table() {}

    /** The table of an outcome, with a line end after each line. */
    public static String of(Outcome outcome) {
        var text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%-7s %-28s %9s %9s %9s %6s %5s %8s%n",
                        "player",
                        "server",
                        "states/s",
                        "lat p50",
                        "lat p99",
                        "shots",
                        "hits",
                        "metres"));
        var all = new Histogram(3);
        for (int player = 0; player < outcome.sightings().size(); player++) {
            var saw = outcome.sightings().get(player);
            all.add(saw.latencyNs());
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%-7s %-28s %9.1f %6.1f ms %6.1f ms %6d %5d %8.1f%n",
                            player + 1 + (saw.script().isIdle() ? " idle" : ""),
                            outcome.servers().get(player),
                            saw.statesPerSecond(),
                            ms(saw.latencyNs(), 50),
                            ms(saw.latencyNs(), 99),
                            saw.shots(),
                            saw.hits(),
                            saw.track().metres()));
        }
        text.append(
                String.format(
                        Locale.ROOT,
                        "%nfind          p50 %.1f ms   p99 %.1f ms   (%d finds at once)%n",
                        ms(outcome.findNs(), 50),
                        ms(outcome.findNs(), 99),
                        outcome.findNs().getTotalCount()));
        text.append(
                String.format(
                        Locale.ROOT,
                        "input→state   p50 %.1f ms   p99 %.1f ms%n",
                        ms(all, 50),
                        ms(all, 99)));
        var figures = outcome.figures();
        text.append(
                String.format(
                        Locale.ROOT,
                        "allocations   %d   servers allocated %d, ready %d   dropped messages %d  "
                                + " ERROR lines %d%n",
                        figures.allocations(),
                        figures.allocatedServers(),
                        figures.readyServers(),
                        figures.droppedMessages(),
                        figures.errorLines()));
        return text.toString();
    }

    private static double ms(Histogram ns, double percentile) {
        return ns.getValueAtPercentile(percentile) / NS_PER_MS;
    }
}
