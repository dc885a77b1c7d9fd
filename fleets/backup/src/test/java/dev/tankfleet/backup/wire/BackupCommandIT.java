package dev.tankfleet.backup.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.backup.postgres.DebianPostgres;
import dev.tankfleet.backup.redis.DebianRedis;
import dev.tankfleet.backup.store.s3.TestS3;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The commands as an operator and the jobs of a cluster type them, against real servers. */
@NeedsProgram(Program.S3)
final class BackupCommandIT {
    @TempDir private static Path folder;
    private static TestS3 s3;
    private static Map<String, String> keys;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeAll
    static void startS3() {
        s3 = TestS3.start(folder);
        keys =
                run(Map.of(), 0, "keys")
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .collect(
                                Collectors.toMap(
                                        line -> line.substring(0, line.indexOf('=')),
                                        line -> line.substring(line.indexOf('=') + 1)));
    }

    @AfterAll
    static void stopS3() {
        s3.close();
    }

    @Test
    @NeedsProgram(Program.REDIS)
    void makesKeepsProvesAndRestoresACopyOfRedis() throws IOException {
        try (var redis = DebianRedis.start(folder.resolve("redis"))) {
            in("redis-life/");
            environment.put("SOURCE", "eu");
            environment.put("REDIS_URL", redis.backupUrl());

            var copy = run(environment, 0, "make", "redis").split(" ")[0];
            assertThat(run(environment, 0, "list")).startsWith(copy + " ");
            assertThat(run(environment, 0, "rotate", "redis")).isEqualToIgnoringNewLines("kept: 1");
            assertThat(run(environment, 0, "verify")).contains("fine: 1, damaged: 0");
            assertThat(run(environment, 0, "drill", "redis")).contains("0 missing, 0 changed");
            var to = folder.resolve("opened");
            assertThat(run(environment, 0, "restore", copy, "--to", to.toString()))
                    .contains("dump.rdb");
            assertThat(Files.readString(to.resolve("dump.rdb"), StandardCharsets.ISO_8859_1))
                    .startsWith("REDIS0010");

            damage("redis-life/" + copy + "/dump.rdb.age");
            assertThat(run(environment, 1, "verify"))
                    .contains("dump.rdb.age is not what was stored");
            assertThat(run(environment, 1, "drill", "redis"))
                    .contains("failed: " + copy + "/dump.rdb.age is not what was stored");
        }
    }

    @Test
    @NeedsProgram(Program.POSTGRES)
    void makesAndProvesACopyOfPostgres() throws IOException {
        try (var postgres = DebianPostgres.start(folder.resolve("postgres"))) {
            in("postgres-life/");
            environment.put("SOURCE", "centre");
            environment.put("POSTGRES_HOST", "127.0.0.1");
            environment.put("POSTGRES_PORT", Integer.toString(postgres.config().port()));
            environment.put("POSTGRES_USER", "backup");
            environment.put("POSTGRES_PASSWORD", "backup-backup");
            environment.put("POSTGRES_TLS", "disable");
            environment.put("POSTGRES_TOOLS_FOLDER", "" + DebianPostgres.tools().folder());
            environment.put(
                    "POSTGRES_TOOLS_LAUNCHER", String.join(",", DebianPostgres.tools().launcher()));
            postgres.execute("postgres", "create table one (id int)", "insert into one values (1)");

            run(environment, 0, "make", "postgres");

            assertThat(run(environment, 0, "drill", "postgres")).contains("1 compared, 0 missing");
        }
    }

    @Test
    void saysWhatItLacks() {
        assertThat(run(Map.of(), 2, "list")).contains("STORE_URL").contains("not set");
        in("nothing/");
        environment.put("SOURCE", "eu");
        assertThat(run(environment, 1, "drill", "redis")).contains("failed: no copy of redis/eu");
        assertThat(run(environment, 2, "restore", "redis/eu/now", "--to", "" + folder))
                .contains("copy: redis/eu/now (expected: one that list shows)");
        environment.put("SEAL_IDENTITY", "none");
        assertThat(run(environment, 2, "drill", "redis")).contains("AGE-SECRET-KEY-1");
        environment.put("STORE_SECRET_KEY", "wrong");
        assertThat(run(environment, 1, "list")).contains("s3://copies: list");
        assertThat(run(environment, 2, "dril")).contains("drill");
        assertThat(run(environment, 0, "--version")).startsWith("tankfleet backup ");
    }

    private void in(String prefix) {
        var config = s3.config();
        environment.putAll(keys);
        environment.put("STORE_URL", "s3://" + s3.bucket() + "/" + prefix);
        environment.put("STORE_ENDPOINT", String.valueOf(config.endpoint()));
        environment.put("STORE_ACCESS_KEY", config.accessKey());
        environment.put("STORE_SECRET_KEY", config.secretKey().reveal());
        environment.put("SCRATCH", folder.resolve("scratch").toString());
    }

    private static void damage(String name) throws IOException {
        var file = s3.file(name);
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
    }

    private static String run(Map<String, String> environment, int status, String... arguments) {
        var said = new ByteArrayOutputStream();
        var out = System.out;
        var err = System.err;
        try (var print = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(print);
            System.setErr(print);
            int ended = BackupCommand.run(arguments, environment);
            assertThat(ended).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(status);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
