package dev.tankfleet.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

final class KeyFileTest {
    private static final int FRAME_BYTES = 26;

    @TempDir private Path folder;

    @Test
    void makesAKeyAtTheFirstStartAndReadsItAtTheNext() throws IOException {
        var path = folder.resolve("deep/er/signing.pem");

        var made = loadOrCreate(path);
        var read = loadOrCreate(path);

        assertThat(made.getModulus().bitLength()).isEqualTo(2048);
        assertThat(read.getModulus()).isEqualTo(made.getModulus());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (var files = Files.list(path.getParent())) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void agreesOnOneKeyWhenManyStartAtOnce() throws InterruptedException, ExecutionException {
        var path = folder.resolve("signing.pem");
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<BigInteger>> keys =
                    IntStream.range(0, 4)
                            .mapToObj(_ -> threads.submit(() -> loadOrCreate(path).getModulus()))
                            .toList();
            var first = keys.getFirst().get();
            for (var key : keys) {
                assertThat(key.get()).isEqualTo(first);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n*\n-----END PRIVATE KEY-----"
            })
    void refusesAFileThatHoldsNoKeyAndLeavesItAlone(String content) throws IOException {
        var path = Files.writeString(folder.resolve("signing.pem"), content);

        assertThatThrownBy(() -> loadOrCreate(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.toString());
        assertThat(Files.readString(path)).isEqualTo(content);
    }

    /** As Helm and older openssl write it. */
    @Test
    void readsAKeyWithoutItsFrame() throws IOException {
        var framed = folder.resolve("signing.pem");
        var key = loadOrCreate(framed);
        var bytes = key.getEncoded();
        var bare = Arrays.copyOfRange(bytes, FRAME_BYTES, bytes.length);
        var pem =
                "-----BEGIN RSA PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(bare)
                        + "\n-----END RSA PRIVATE KEY-----\n";

        var read = loadOrCreate(Files.writeString(folder.resolve("bare.pem"), pem));

        assertThat(read.getEncoded()).isEqualTo(bytes);
        var both = Files.writeString(folder.resolve("both.pem"), pem + Files.readString(framed));
        assertThat(load(both)).hasSize(2).containsOnly(key);
    }

    @Test
    void refusesMoreKeysThanAnybodyRotatesAndWordsBetweenThem() throws IOException {
        var path = folder.resolve("signing.pem");
        loadOrCreate(path);
        var one = Files.readString(path);
        assertThat(load(Files.writeString(path, one.repeat(4)))).hasSize(4);

        Files.writeString(path, one.repeat(5));
        assertThatThrownBy(() -> load(path)).hasMessageContaining("1 to 4");
        Files.writeString(path, one + "and" + one);
        assertThatThrownBy(() -> load(path)).isInstanceOf(IOException.class);
    }

    private static RSAPrivateCrtKey loadOrCreate(Path path) throws IOException {
        new KeyFile(path).createIfMissing();
        return load(path).getFirst();
    }

    private static List<RSAPrivateCrtKey> load(Path path) throws IOException {
        var file = new KeyFile(path);
        return file.parse(file.text());
    }
}
