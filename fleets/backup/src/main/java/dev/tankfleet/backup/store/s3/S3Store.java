package dev.tankfleet.backup.store.s3;

import dev.tankfleet.backup.store.AlreadyStored;
import dev.tankfleet.backup.store.NotStored;
import dev.tankfleet.backup.store.ObjectName;
import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.store.StoredObject;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A bucket, or what lies in it under a prefix. Writes ask the store to refuse a name that is taken
 * ({@code If-None-Match: *}), which AWS, MinIO, Ceph and versitygw obey. Any thread.
 */
public final class S3Store implements Store, AutoCloseable {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration SOCKET_MAX = Duration.ofMinutes(1);
    private static final int TAKEN = 412;
    private static final int WRITTEN_AT_ONCE = 409;

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    private S3Store(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /**
     * A store that asks nothing yet.
     *
     * @param prefix what every name begins with, a slash at its end; empty for the whole bucket
     */
    public static S3Store open(S3Config config, String bucket, String prefix) {
        var endpoint = config.endpoint();
        var builder =
                S3Client.builder()
                        .region(Region.of(config.region()))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                config.accessKey(), config.secretKey().reveal())))
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT_MAX)
                                        .socketTimeout(SOCKET_MAX))
                        .overrideConfiguration(
                                override ->
                                        override.apiCallTimeout(config.callMax())
                                                .retryStrategy(
                                                        StandardRetryStrategy.builder()
                                                                .maxAttempts(config.attemptsMax())
                                                                .build()));
        // Many stores know nothing of AWS's newer checksums, and a copy has its own.
        builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (endpoint != null) {
            // Buckets as host names need a wildcard certificate, which few stores of one's own
            // have.
            builder.endpointOverride(endpoint).forcePathStyle(true);
        }
        return new S3Store(builder.build(), bucket, prefix);
    }

    @Override
    public void put(String name, Path file) throws IOException {
        put(name, RequestBody.fromFile(file));
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        put(name, RequestBody.fromBytes(content));
    }

    @Override
    public void get(String name, OutputStream to) throws IOException {
        try (var content = client.getObject(request -> request.bucket(bucket).key(prefix + name))) {
            content.transferTo(to);
        } catch (NoSuchKeyException e) {
            var missing = new NotStored(name);
            missing.initCause(e);
            throw missing;
        } catch (SdkException e) {
            throw failure("get " + name, e);
        }
    }

    @Override
    public List<StoredObject> list(String begin) throws IOException {
        var found = new ArrayList<StoredObject>();
        try {
            var pages =
                    client.listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(prefix + begin));
            for (var object : pages.contents()) {
                found.add(new StoredObject(object.key().substring(prefix.length()), object.size()));
                if (found.size() > LISTED_MAX) {
                    throw new IOException("more than " + LISTED_MAX + " objects in " + bucket);
                }
            }
        } catch (SdkException e) {
            throw failure("list " + begin, e);
        }
        found.sort((a, b) -> a.name().compareTo(b.name()));
        return found;
    }

    @Override
    public void delete(String name) throws IOException {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(prefix + name));
        } catch (SdkException e) {
            throw failure("delete " + name, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private void put(String name, RequestBody body) throws IOException {
        var key = prefix + ObjectName.checked(name);
        try {
            client.putObject(request -> request.bucket(bucket).key(key).ifNoneMatch("*"), body);
        } catch (S3Exception e) {
            if (e.statusCode() == TAKEN || e.statusCode() == WRITTEN_AT_ONCE) {
                var taken = new AlreadyStored(name);
                taken.initCause(e);
                throw taken;
            }
            throw failure("put " + name, e);
        } catch (SdkException e) {
            throw failure("put " + name, e);
        }
    }

    private IOException failure(String what, SdkException e) {
        return new IOException("s3://" + bucket + ": " + what + ": " + e.getMessage(), e);
    }
}
