package dev.tankfleet.backup.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.backup.postgres.DebianPostgres;
import dev.tankfleet.backup.redis.DebianRedis;
import dev.tankfleet.backup.store.s3.TestS3;
import dev.tankfleet.testkit.damage.FlippedBit;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The commands as an operator and the jobs of a cluster type them, against real servers. */
@NeedsProgram(Program.S3)
final class BackupCommandIT {
    @TempDir private static Path folder;
    private static TestS3 s3;
    private static Operator operator;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeAll
    static void startS3() {
        s3 = TestS3.start(folder);
        operator = Operator.of(s3, folder);
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

            var copy = run(0, "make", "redis").split(" ")[0];
            assertThat(run(0, "list")).startsWith(copy + " ");
            assertThat(run(0, "rotate", "redis")).isEqualToIgnoringNewLines("kept: 1");
            assertThat(run(0, "verify")).contains("fine: 1, damaged: 0");
            assertThat(run(0, "drill", "redis")).contains("0 missing, 0 changed");
            var to = folder.resolve("opened");
            assertThat(run(0, "restore", copy, "--to", to.toString())).contains("dump.rdb");
            assertThat(Files.readString(to.resolve("dump.rdb"), StandardCharsets.ISO_8859_1))
                    .startsWith("REDIS0010");

            FlippedBit.in(s3.file("redis-life/" + copy + "/dump.rdb.age"));
            assertThat(run(1, "verify")).contains("dump.rdb.age is not what was stored");
            assertThat(run(1, "drill", "redis"))
                    .contains("failed: " + copy + "/dump.rdb.age is not what was stored");
        }
    }

    @Test
    @NeedsProgram(Program.POSTGRES)
    void makesAndProvesACopyOfPostgres() throws IOException {
        try (var postgres = DebianPostgres.start(folder.resolve("postgres"))) {
            in("postgres-life/");
            environment.put("SOURCE", "centre");
            environment.putAll(Operator.to(postgres, "backup"));
            postgres.execute("postgres", "create table one (id int)", "insert into one values (1)");

            run(0, "make", "postgres");

            assertThat(run(0, "drill", "postgres")).contains("1 compared, 0 missing");
        }
    }

    @Test
    void saysWhatItLacks() {
        assertThat(Operator.run(Map.of(), 2, "list")).contains("STORE_URL").contains("not set");
        in("nothing/");
        environment.put("SOURCE", "eu");
        assertThat(run(1, "drill", "redis")).contains("failed: no copy of redis/eu");
        assertThat(run(2, "restore", "redis/eu/now", "--to", "" + folder))
                .contains("copy: redis/eu/now (expected: one that list shows)");
        environment.put("SEAL_IDENTITY", "none");
        assertThat(run(2, "drill", "redis")).contains("AGE-SECRET-KEY-1");
        environment.put("STORE_SECRET_KEY", "wrong");
        assertThat(run(1, "list")).contains("s3://copies: list");
        assertThat(run(2, "dril")).contains("drill");
        assertThat(run(0, "--version")).startsWith("tankfleet backup ");
    }

    private void in(String prefix) {
        environment.putAll(operator.environment(prefix));
    }

    private String run(int status, String... arguments) {
        return Operator.run(environment, status, arguments);
    }
}
