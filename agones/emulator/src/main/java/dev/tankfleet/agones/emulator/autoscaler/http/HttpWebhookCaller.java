package dev.tankfleet.agones.emulator.autoscaler.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.concurrent.GuardedBy;

import dev.tankfleet.agones.emulator.autoscaler.Policy;
import dev.tankfleet.agones.emulator.autoscaler.WebhookCaller;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks over HTTP, with the real controller's time-out, and like it keeps connections open from one
 * question to the next. Any thread may use it.
 */
public final class HttpWebhookCaller implements WebhookCaller, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final long ANSWER_MAX_BYTES = 1 << 20;
    private static final int OK = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Duration timeout;

    /** One for each authority that a policy names; the empty one is for those whom Java trusts. */
    @GuardedBy("this")
    private final Map<String, HttpClient> clients = new HashMap<>();

    /** As patient as the real controller: 15 s for a whole answer. */
    public HttpWebhookCaller() {
        this(TIMEOUT);
    }

    /**
     * @param timeout for a whole answer
     */
    public HttpWebhookCaller(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public Answer ask(Policy.Webhook webhook, Review review) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(webhook.url())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(ReviewJson.text(MAPPER, review)))
                        .build();
        var body =
                HttpResponse.BodyHandlers.limiting(
                        HttpResponse.BodyHandlers.ofString(), ANSWER_MAX_BYTES);
        var sent = client(webhook).sendAsync(request, body);
        try {
            // The time-out of a request ends with the head of its answer.
            HttpResponse<String> answer = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != OK) {
                throw new IOException(
                        "bad status code "
                                + answer.statusCode()
                                + " from the server: "
                                + webhook.url());
            }
            return read(answer.body());
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new IOException("no answer in " + timeout + " from " + webhook.url(), e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a webhook was asked", e);
        }
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(HttpClient::shutdownNow);
    }

    private static Answer read(String text) throws IOException {
        JsonNode response;
        try {
            response = MAPPER.readTree(text).path("response");
        } catch (JsonProcessingException e) {
            throw new IOException("the answer is no JSON: " + e.getOriginalMessage(), e);
        }
        if (!response.isObject()) {
            throw new IOException("the answer has no response");
        }
        JsonNode scale = response.path("scale");
        JsonNode replicas = response.path("replicas");
        boolean isReadable =
                (scale.isMissingNode() || scale.isBoolean())
                        && (replicas.isMissingNode()
                                || (replicas.isIntegralNumber() && replicas.canConvertToInt()));
        if (!isReadable) {
            throw new IOException("the answer's response is not one: " + response);
        }
        return new Answer(scale.asBoolean(), replicas.asInt());
    }

    private synchronized HttpClient client(Policy.Webhook webhook) throws IOException {
        String ca = webhook.caPem() == null ? "" : webhook.caPem();
        HttpClient client = clients.get(ca);
        if (client == null) {
            HttpClient.Builder builder =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(timeout)
                            .followRedirects(HttpClient.Redirect.NORMAL);
            if (!ca.isEmpty()) {
                builder.sslContext(trusting(ca));
            }
            client = builder.build();
            clients.put(ca, client);
        }
        return client;
    }

    private static SSLContext trusting(String caPem) throws IOException {
        try (var pem = new ByteArrayInputStream(caPem.getBytes(StandardCharsets.UTF_8))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate ca :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + number++, ca);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no certs were appended from caBundle", e);
        }
    }
}
