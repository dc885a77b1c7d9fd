package dev.tankfleet.backup.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.store.StoreContractTest;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@NeedsProgram(Program.S3)
final class S3StoreIT extends StoreContractTest {
    @TempDir private static Path folder;
    private static TestS3 s3;
    private static int stores;

    @BeforeAll
    static void startS3() {
        s3 = TestS3.start(folder);
    }

    @AfterAll
    static void stopS3() {
        s3.close();
    }

    @Override
    protected Store store() {
        return s3.store("tests/" + stores++ + "/");
    }

    @Test
    void keepsToItsPrefix() throws IOException {
        s3.store("one/").put("name", new byte[] {1});

        assertThat(s3.store("two/").list("")).isEmpty();
        assertThat(Files.readAllBytes(s3.file("one/name"))).containsExactly(1);
    }

    @Test
    void saysWhatTheStoreSays() {
        try (var store = S3Store.open(s3.config("wrong"), s3.bucket(), "")) {
            assertThatThrownBy(() -> store.list(""))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("s3://copies: list")
                    .hasMessageContaining("403");
        }
    }
}
