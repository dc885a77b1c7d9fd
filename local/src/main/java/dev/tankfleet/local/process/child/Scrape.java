package dev.tankfleet.local.process.child;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What all services of a fleet show at one moment. Immutable. A service that does not answer counts
 * for nothing: it is on its way out.
 *
 * @param texts metrics of each service
 */
public record Scrape(List<String> texts) {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    public Scrape {
        texts = List.copyOf(texts);
    }

    /** Asks all of them now, one after the other. */
    public static Scrape of(Children children) {
        var texts = new ArrayList<String>();
        for (var url : children.metrics().values()) {
            texts.add(read(children, url));
        }
        return new Scrape(texts);
    }

    /** The sum of a counter without labels over all services. */
    public long sum(String counter) {
        return texts.stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(counter + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(counter.length() + 1)))
                .sum();
    }

    private static String read(Children children, URI url) {
        try {
            var request = HttpRequest.newBuilder(url).timeout(ANSWER_MAX).build();
            return children.http().send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
