package dev.tankfleet.identity.http;

import dev.tankfleet.identity.KeySource;
import dev.tankfleet.identity.TokenVerifier;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the key set of a running auth service; shared by the threads that refresh, holds a client
 * of its own until closed. Follows no redirect, reads at most {@link
 * TokenVerifier#KEY_SET_BYTES_MAX} bytes, and gives up at the deadline.
 */
public final class HttpKeySource implements KeySource, AutoCloseable {
    private final URI address;
    private final Duration timeout;
    private final HttpClient client;

    private HttpKeySource(URI address, Duration timeout, HttpClient client) {
        this.address = address;
        this.timeout = timeout;
        this.client = client;
    }

    /**
     * Builds a source; the first fetch opens the first connection.
     *
     * @param address where the key set is, http or https
     * @param timeout for a whole fetch with connection, headers and body; more than zero
     * @return the source, to be closed by the caller
     */
    public static HttpKeySource create(URI address, Duration timeout) {
        if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw new IllegalArgumentException(
                    "address: " + address + " (expected: http or https)");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: > 0)");
        }
        var client =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        return new HttpKeySource(address, timeout, client);
    }

    @Override
    public String fetch() throws IOException {
        var request =
                HttpRequest.newBuilder(address).header("Accept", "application/json").GET().build();
        var body =
                BodyHandlers.limiting(
                        BodyHandlers.ofString(StandardCharsets.UTF_8),
                        TokenVerifier.KEY_SET_BYTES_MAX);
        // The client's own timeout ends with the headers; this one also covers a body that trickles
        // in.
        var answer = client.sendAsync(request, body);
        try {
            return read(answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw new IOException(address + " gave no answer within " + timeout, e);
        } catch (ExecutionException e) {
            throw new IOException(address + " could not be read", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + address);
        } finally {
            answer.cancel(true);
        }
    }

    private String read(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(address + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    /** Ends a fetch under way and gives the client's threads back. */
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
