package dev.tankfleet.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The image of backup: what it has besides Java, and that it copies, proves and restores with
 * nothing else. The servers that are copied run in it, too: they are of the versions that it must
 * read.
 */
@Tag("images")
@NeedsProgram(Program.NATS)
final class BackupImageIT {
    private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path FOLDER = Path.of("target", "backup-image-it").toAbsolutePath();
    private static final Service BACKUP = Service.BACKUP;
    private static final String WORK = "/tmp/work";
    private static final String NATS_SERVER = "usr/bin/nats-server";
    private static final String STREAM = "RESULTS_eu";
    private static final String LOCALE = "--locale=en_US.utf8";
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);
    private static final int FAILED = 1;
    private static final int ELF_FILES_MIN = 100;
    private static final int KEYS = 500;
    private static final int ROWS = 2_000;
    private static final int MESSAGES = 300;
    private static final String ALL_THERE = " compared, 0 missing, 0 changed, 0 unexpected";

    /** Of every image; others are in {@code backup.files}. */
    private static final Pattern OF_JAVA = Pattern.compile("lib64/ld.*|opt/java/(bin|lib)/.*");

    private static final Pattern LISTED_PROGRAM = Pattern.compile("(?![#!]).*bin/[\\w-]+");
    private static final String ELF = "\u007fELF";

    @TempDir private static Path work;
    private static OciArchive image;
    private static Path root;
    private static Jail jail;
    private static Map<String, String> keys = Map.of();

    @BeforeAll
    static void buildsIt() throws Exception {
        var build = ImageBuild.into(FOLDER, Checkout.of(HOME), Machine.AMD64);
        build.write(BACKUP, Lessons.NONE);
        image = OciArchive.open(build.archive(BACKUP), FOLDER.resolve("opened"));
        root = build.unpacked().resolve("backup/root");
        jail = new Jail(HOME, build.unpacked()).showing(work, WORK);
        keys = keys(backup(Map.of(), 0, "keys"));
    }

    @Test
    void holdsTheProgramsThatItRunsAndNoOther() throws IOException {
        var listed =
                Files.readAllLines(HOME.resolve("fleets/images/backup.files")).stream()
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .filter(LISTED_PROGRAM.asMatchPredicate())
                        .toList();

        var held =
                image.entries().stream()
                        .filter(ImagesIT::isProgram)
                        .map(TarArchiveEntry::getName)
                        .filter(OF_JAVA.asMatchPredicate().negate());

        assertThat(held).contains(NATS_SERVER).containsAll(listed).hasSize(listed.size() + 1);
        assertThat(image.entries())
                .extracting(TarArchiveEntry::getName)
                .noneMatch(name -> name.matches(".*(llvm|/man/|/apt/|/dpkg/).*"));
    }

    @Test
    void findsEveryLibraryInsideTheImage() throws Exception {
        int seen = 0;
        for (var entry : image.entries()) {
            // That one stands alone.
            if (!isLinked(entry) || entry.getName().equals(NATS_SERVER)) {
                continue;
            }
            var ended =
                    run(
                            "/lib64/ld-linux-x86-64.so.2",
                            "--library-path",
                            ServiceImage.JAVA + "/lib/server:" + ServiceImage.JAVA + "/lib",
                            "--list",
                            "/" + entry.getName());
            assertThat(ended.status()).as(entry.getName() + ": " + ended.output()).isZero();
            assertThat(ended.output()).as(entry.getName()).doesNotContain("not found");
            seen++;
        }
        assertThat(seen).isGreaterThan(ELF_FILES_MIN);
    }

    @Test
    void listsEachPackageAndEachModuleOfGo() throws IOException {
        var parts = Files.readString(root.resolve("app/sbom.cdx.json"));

        for (var line : Files.readAllLines(HOME.resolve("fleets/images/packages.lock"))) {
            var words = line.split(" ");
            if (words[1].equals("backup")) {
                assertThat(parts).contains("pkg:deb/debian/" + words[2].replace("+", "%2B") + "@");
            }
        }
        assertThat(parts).contains("pkg:golang/github.com/nats-io/nats-server/v2@v2.");
    }

    @Test
    void copiesProvesAndRestoresRedis() throws Exception {
        int port = FreePorts.next();
        var server = start("redis-server", "--port", "" + port, "--save", "", "--dir", WORK);
        try {
            var set = new ArrayList<>(List.of("redis-cli", "-p", "" + port, "mset"));
            for (int i = 0; i < KEYS; i++) {
                set.addAll(List.of("match:" + i, "server-" + i));
            }
            awaits("Redis", () -> run(set.toArray(String[]::new)).output().contains("OK"));
            var environment = job("redis");
            environment.put("REDIS_URL", "redis://127.0.0.1:" + port);

            var copy = backup(environment, 0, "make", "redis").split(" ")[0];

            assertThat(backup(environment, 0, "verify")).contains("fine: 1, damaged: 0");
            assertThat(backup(environment, 0, "drill", "redis")).contains(KEYS + ALL_THERE);
            assertThat(backup(environment, 0, "restore", copy, "--to", WORK + "/opened"))
                    .contains("dump.rdb");
        } finally {
            stop(server);
        }
    }

    /** In the locale that the image of PostgreSQL makes its data in, unless told otherwise. */
    @Test
    void copiesAndProvesPostgres() throws Exception {
        var data = WORK + "/pgdata";
        var made = run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N", LOCALE);
        assertThat(made.status()).as(made.output()).isZero();
        fill(
                jail.start(
                        BACKUP,
                        work.resolve("fill.log"),
                        Map.of(),
                        "postgres",
                        "--single",
                        "-D",
                        data,
                        "postgres"));
        int port = FreePorts.next();
        var server =
                start("postgres", "-D", data, "-p", "" + port, "-c", "unix_socket_directories=");
        try {
            awaits(
                    "PostgreSQL",
                    () -> run("pg_isready", "-h", "127.0.0.1", "-p", "" + port).status() == 0);
            var environment = job("postgres");
            environment.put("POSTGRES_HOST", "127.0.0.1");
            environment.put("POSTGRES_PORT", "" + port);
            environment.put("POSTGRES_USER", "backup");
            environment.put("POSTGRES_PASSWORD", "backup");

            backup(environment, 0, "make", "postgres");
            var follower = new HashMap<>(environment);
            follower.putAll(Map.of("WAL_EVERY", "1s", "OPS_HOST", "127.0.0.1", "OPS_PORT", "0"));
            var wal = jail.start(BACKUP, work.resolve("wal.log"), follower, command("wal"));
            awaits("the log", () -> backup(environment, 0, "list").contains("wal/eu"));
            stop(wal);

            assertThat(backup(environment, 0, "drill", "postgres")).contains(ROWS + ALL_THERE);
        } finally {
            stop(server);
        }
    }

    @Test
    void copiesAndProvesAStream() throws Exception {
        int port = FreePorts.next();
        var server = start("nats-server", "-a", "127.0.0.1", "-p", "" + port, "-js", "-sd", WORK);
        try {
            awaits("NATS", () -> isListening(port));
            fill(port);
            var environment = job("jetstream");
            environment.put("NATS_URL", "nats://127.0.0.1:" + port);
            environment.put("NATS_USER", "backup");
            environment.put("NATS_PASSWORD", "backup");
            environment.put("NATS_STREAM", STREAM);

            backup(environment, 0, "make", "jetstream");

            assertThat(backup(environment, 0, "drill", "jetstream")).contains(MESSAGES + ALL_THERE);
        } finally {
            stop(server);
        }
    }

    @Test
    void cannotWriteOutsideOfItsTmp() throws Exception {
        var environment = job("nowhere");
        environment.put("SCRATCH", "/app/scratch");
        environment.put("REDIS_URL", "redis://127.0.0.1:1");

        assertThat(backup(environment, FAILED, "make", "redis")).contains("/app/scratch");
    }

    /** A store and a scratch folder in what the jail is shown, and keys. */
    private static Map<String, String> job(String store) {
        var environment = new HashMap<>(keys);
        environment.put("SOURCE", "eu");
        environment.put("STORE_URL", "file://" + WORK + "/store-" + store);
        environment.put("SCRATCH", WORK + "/scratch");
        return environment;
    }

    /** What a Pod of the charts runs: what the image starts, with arguments of its own. */
    private static String[] command(String... arguments) throws IOException {
        var words = new ArrayList<>(Files.readAllLines(root.resolveSibling("command")));
        words.addAll(List.of(arguments));
        return words.toArray(String[]::new);
    }

    private static String backup(Map<String, String> environment, int status, String... arguments)
            throws IOException, InterruptedException {
        var ended = jail.run(BACKUP, work.resolve("backup.log"), environment, command(arguments));
        assertThat(ended.status()).as(ended.output()).isEqualTo(status);
        return ended.output();
    }

    private static Map<String, String> keys(String printed) throws IOException {
        var keys = new Properties();
        keys.load(new StringReader(printed));
        return keys.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), keys::getProperty));
    }

    private static Jail.Ended run(String... words) throws IOException, InterruptedException {
        return jail.run(BACKUP, work.resolve("run.log"), Map.of(), words);
    }

    private static Process start(String... words) throws IOException {
        return jail.start(BACKUP, work.resolve(words[0] + ".log"), Map.of(), words);
    }

    private static void stop(Process server) throws InterruptedException {
        server.destroy();
        if (!server.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }

    private static void awaits(String what, Callable<Boolean> isSo) throws Exception {
        Eventually.eventually(START_MAX, () -> assertThat(isSo.call()).as(what).isTrue());
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            // Not yet.
            return false;
        }
    }

    /** A server without a network reads what it shall do, a line each. */
    private static void fill(Process postgres) throws IOException, InterruptedException {
        try (var in = postgres.outputWriter()) {
            in.write("create role backup login replication password 'backup'\n");
            in.write("grant pg_read_all_data to backup\n");
            in.write("create table account (id int primary key, name text)\n");
            in.write("insert into account select i, 'player ' || i from generate_series(1, ");
            in.write(ROWS + ") i\n");
        }
        assertThat(postgres.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(postgres.exitValue()).isZero();
    }

    private static void fill(int port) throws Exception {
        var connection = Nats.connect("nats://127.0.0.1:" + port);
        try {
            connection
                    .jetStreamManagement()
                    .addStream(
                            StreamConfiguration.builder()
                                    .name(STREAM)
                                    .subjects("match.result")
                                    .build());
            for (int i = 0; i < MESSAGES; i++) {
                connection.jetStream().publish("match.result", new byte[] {(byte) i});
            }
        } finally {
            connection.close();
        }
    }

    private static boolean isLinked(TarArchiveEntry entry) throws IOException {
        if (!entry.isFile()) {
            return false;
        }
        try (var in = Files.newInputStream(root.resolve(entry.getName()))) {
            return new String(in.readNBytes(ELF.length()), StandardCharsets.ISO_8859_1).equals(ELF);
        }
    }
}
