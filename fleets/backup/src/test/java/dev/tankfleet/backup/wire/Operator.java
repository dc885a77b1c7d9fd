package dev.tankfleet.backup.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.backup.postgres.DebianPostgres;
import dev.tankfleet.backup.store.s3.TestS3;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Who types commands: with new keys and a store. Immutable. */
final class Operator {
    private final TestS3 s3;
    private final Path scratch;
    private final Map<String, String> keys;

    private Operator(TestS3 s3, Path scratch, Map<String, String> keys) {
        this.s3 = s3;
        this.scratch = scratch;
        this.keys = keys;
    }

    static Operator of(TestS3 s3, Path folder) {
        var keys =
                run(Map.of(), 0, "keys")
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .collect(
                                Collectors.toMap(
                                        line -> line.substring(0, line.indexOf('=')),
                                        line -> line.substring(line.indexOf('=') + 1)));
        return new Operator(s3, folder.resolve("scratch"), keys);
    }

    /** All that a command may have to know, but its source. */
    Map<String, String> environment(String prefix) {
        var config = s3.config();
        var environment = new HashMap<>(keys);
        environment.put("STORE_URL", "s3://" + s3.bucket() + "/" + prefix);
        environment.put("STORE_ENDPOINT", String.valueOf(config.endpoint()));
        environment.put("STORE_ACCESS_KEY", config.accessKey());
        environment.put("STORE_SECRET_KEY", config.secretKey().reveal());
        environment.put("SCRATCH", scratch.toString());
        return environment;
    }

    /** And to reach a PostgreSQL as one of its users. */
    static Map<String, String> to(DebianPostgres postgres, String user) {
        var tools = DebianPostgres.tools();
        return Map.of(
                "POSTGRES_HOST",
                "127.0.0.1",
                "POSTGRES_PORT",
                Integer.toString(postgres.config().port()),
                "POSTGRES_USER",
                user,
                "POSTGRES_PASSWORD",
                user + "-" + user,
                "POSTGRES_TLS",
                "disable",
                "POSTGRES_TOOLS_FOLDER",
                "" + tools.folder(),
                "POSTGRES_TOOLS_LAUNCHER",
                String.join(",", tools.launcher()));
    }

    /** What a command says that ends so. */
    static String run(Map<String, String> environment, int status, String... arguments) {
        var said = new StringWriter();
        int ended = BackupCommand.run(arguments, environment, new PrintWriter(said, true));
        assertThat(ended).as("%s", said).isEqualTo(status);
        return said.toString();
    }
}
