package dev.tankfleet.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The images of all services, built twice, taught, looked through and run. */
@Tag("images")
@NeedsProgram(Program.NATS)
final class ImagesIT {
    private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path FOLDER = Path.of("target", "images-it").toAbsolutePath();
    private static final int WRONG_SETTINGS = 2;
    private static final int FAILED = 1;
    private static final int STARTS = 5;
    private static final Duration READY_CPU_MAX = Duration.ofMillis(2_500);
    private static final Duration READY_WALL_MAX =
            Duration.ofMillis(Long.getLong("tankfleet.images.ready-max-ms", 30_000));
    private static final List<String> NO_RIGHTS =
            List.of(
                    "CapInh:\t0000000000000000",
                    "CapPrm:\t0000000000000000",
                    "CapEff:\t0000000000000000",
                    "CapAmb:\t0000000000000000",
                    "NoNewPrivs:\t1");

    /** All that an image has; what lies about in a checkout must not get into one. */
    private static final Pattern PLACES =
            Pattern.compile(
                    "(app|app/lib|dev|etc|lib|lib/x86_64-linux-gnu|lib64|opt|proc|sys|tmp|usr"
                        + "|usr/share|usr/share/doc|usr/share/doc/libc6)/"
                        + "|app/[a-z-]+\\.(jar|aot)|app/sbom\\.cdx\\.json|app/lib/[\\w.-]+\\.jar"
                        + "|etc/(passwd|group|nsswitch\\.conf)"
                        + "|lib/x86_64-linux-gnu/lib[a-z]+\\.so\\.\\d|lib64/ld-linux-x86-64\\.so\\.2"
                        + "|opt/java/.*|usr/share/doc/libc6/copyright");

    private static final int SETUID_AND_SETGID = 06000;
    private static final int READ_BY_OTHERS = 04;
    private static final int WRITTEN_BY_OTHERS = 02;

    private static Map<Service, String> digests = Map.of();
    private static Map<Service, String> digestsOfSecond = Map.of();
    private static List<String> layersUntaught = List.of();
    private static ImageBuild build;
    private static Jail jail;

    @TempDir private Path folder;

    @BeforeAll
    static void buildsTwiceAndTeachesOnce() throws Exception {
        var checkout = Checkout.of(HOME);
        var second = ImageBuild.into(FOLDER.resolve("2"), checkout, Machine.AMD64);
        digestsOfSecond = second.write(Lessons.NONE);
        build = ImageBuild.into(FOLDER.resolve("1"), checkout, Machine.AMD64);
        digests = build.write(Lessons.NONE);
        layersUntaught = opened(Service.GAME_SERVER, "untaught").layerDigests();
        var lessons = Lessons.learn(HOME, build.unpacked(), FOLDER.resolve("learned"));
        build.write(lessons);
        jail = new Jail(HOME, build.unpacked());
    }

    @Test
    void buildsTheSameBytesTwice() {
        assertThat(digests).hasSize(Service.values().length).isEqualTo(digestsOfSecond);
    }

    @Test
    void addsWhatWasLearnedAsOneLastLayer() throws IOException {
        var taught = opened(Service.GAME_SERVER, "taught");

        assertThat(taught.layerDigests())
                .hasSize(layersUntaught.size() + 1)
                .startsWith(layersUntaught.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheRulesOfTheImageLayout(Service service) throws IOException {
        // New each time: what an earlier build has left would be a file too many.
        OciArchive.open(build.archive(service), folder);

        OciLayout.holdsIn(folder, "amd64");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhoRunsItAndWhatItIs(Service service) throws IOException {
        var image = opened(service, "config");
        var labels = image.config().path("Labels");

        assertThat(image.config().path("User").asText()).matches("[1-9]\\d*:[1-9]\\d*");
        assertThat(labels.path("org.opencontainers.image.revision").asText())
                .matches("[0-9a-f]{40}(-dirty)?");
        assertThat(labels.path("org.opencontainers.image.version").asText()).isNotEmpty();
        assertThat(image.config().path("Entrypoint").get(0).asText())
                .isEqualTo(ServiceImage.JAVA + "/bin/java");
        assertThat(image.image().path("architecture").asText()).isEqualTo("amd64");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BACKUP")
    void holdsNoShellAndNoProgramButJava(Service service) throws IOException {
        var entries = opened(service, "places").entries();

        assertThat(entries)
                .extracting(TarArchiveEntry::getName)
                .isNotEmpty()
                .allMatch(PLACES.asMatchPredicate());
        assertThat(entries.stream().filter(ImagesIT::isProgram))
                .extracting(TarArchiveEntry::getName)
                .containsOnly(
                        "lib64/ld-linux-x86-64.so.2",
                        "opt/java/bin/java",
                        "opt/java/lib/jspawnhelper");
    }

    @ParameterizedTest
    @EnumSource
    void holdsNothingThatRaisesRights(Service service) throws IOException {
        var entries = opened(service, "entries").entries();

        assertThat(entries.stream().filter(TarArchiveEntry::isFile))
                .extracting(TarArchiveEntry::getName)
                .doesNotHaveDuplicates();
        assertThat(entries)
                .allSatisfy(
                        entry -> {
                            assertThat(entry.isFile() || entry.isDirectory()).isTrue();
                            assertThat(entry.getLongUserId()).isZero();
                            assertThat(entry.getLongGroupId()).isZero();
                            assertThat(entry.getLastModifiedTime().toInstant())
                                    .isEqualTo(Instant.EPOCH.plusSeconds(1));
                            assertThat(entry.getMode() & SETUID_AND_SETGID).isZero();
                            assertThat(entry.getMode() & READ_BY_OTHERS).isNotZero();
                        });
        assertThat(entries.stream().filter(ImagesIT::isForAllToWrite))
                .extracting(TarArchiveEntry::getName)
                .containsExactly("tmp/");
    }

    @ParameterizedTest
    @EnumSource
    void listsEveryJarAndWhatItStandsOn(Service service) throws Exception {
        var app = build.unpacked().resolve(service.image()).resolve("root/app");

        ListedParts.listAll(app);
    }

    @Test
    void takesNoPackageThatIsNotTheOneThatIsPinned() throws Exception {
        var mirror = Files.createDirectories(folder.resolve("mirror"));
        for (var line : Files.readAllLines(HOME.resolve("fleets/images/packages.lock"))) {
            var pinned = mirror.resolve(line.substring(line.lastIndexOf(' ') + 1));
            Files.createDirectories(pinned.getParent());
            Files.writeString(pinned, "something else");
        }
        var script = HOME.resolve("fleets/images/base").toString();
        var made = folder.resolve("base");
        var builder = new ProcessBuilder(script, "amd64", made.toString());
        builder.environment().put("DEBIAN_MIRROR", mirror.toUri().toString());
        builder.environment().put("TANKFLEET_IMAGES", folder.resolve("cache").toString());

        var process = builder.redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isNotZero();
        assertThat(said).contains("libc6", "is not what packages.lock names");
        assertThat(made).doesNotExist();
    }

    @Test
    void findsEveryLibraryInsideTheImage() throws Exception {
        var lib = build.unpacked().resolve("gameserver/root" + ServiceImage.JAVA + "/lib");
        try (var files = Files.walk(lib)) {
            for (var library : files.filter(file -> file.toString().endsWith(".so")).toList()) {
                var ended =
                        jail.run(
                                Service.GAME_SERVER,
                                folder.resolve("out"),
                                Map.of(),
                                "/lib64/ld-linux-x86-64.so.2",
                                "--library-path",
                                ServiceImage.JAVA + "/lib/server:" + ServiceImage.JAVA + "/lib",
                                "--list",
                                ServiceImage.JAVA + "/lib/" + lib.relativize(library));

                assertThat(ended.status()).as(library + ": " + ended.output()).isZero();
                assertThat(ended.output()).doesNotContain("not found");
            }
        }
    }

    /**
     * The bound is one of processor time, which hardly depends on who else works on the machine: a
     * start without what was learned takes twice as much. The goal, one second on the wall, is for
     * a machine with nothing else to do: {@code -Dtankfleet.images.ready-max-ms=1000}. All starts
     * are printed, the best counts.
     */
    @Test
    void isReadyAtAgonesInTimeAndWithoutAnyRight() throws Exception {
        var starts = new ArrayList<Surroundings.Start>();
        try (var surroundings = new Surroundings(folder)) {
            for (int i = 1; i <= STARTS; i++) {
                var output = FOLDER.resolve("ready-" + i + ".log");
                var start = surroundings.timeToReady(jail, "server-" + i, output);
                System.out.printf(
                        "game server Ready after %d ms (%d ms of CPU)%n",
                        start.wall().toMillis(), start.cpu().toMillis());
                starts.add(start);
            }
        }

        assertThat(starts)
                .anyMatch(start -> start.cpu().compareTo(READY_CPU_MAX) <= 0)
                .anyMatch(start -> start.wall().compareTo(READY_WALL_MAX) <= 0)
                .allSatisfy(start -> assertThat(start.rights()).isEqualTo(NO_RIGHTS));
    }

    /** {@code AOTMode=on} ends a JVM that cannot use what was learned. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BACKUP", "CERTIFICATES"})
    void startsWithWhatItHasLearned(Service service) throws Exception {
        var ended =
                jail.run(
                        service,
                        folder.resolve("out"),
                        Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on -Xmx64m", "OPS_PORT", "0"));

        assertThat(ended.status()).as(ended.output()).isEqualTo(WRONG_SETTINGS);
        assertThat(ended.output()).contains("_").doesNotContain("\tat ");
    }

    /** As the chart of a region calls it: by its name on the path, with the libraries alone. */
    @Test
    void runsWhatMakesTheStreamInTheImageOfTheGateway() throws Exception {
        var ended =
                jail.run(
                        Service.GATEWAY,
                        folder.resolve("out"),
                        Map.of(),
                        "java",
                        "-cp",
                        ServiceImage.APP + "/lib/*",
                        "dev.tankfleet.bus.nats.conf.StreamMain");

        assertThat(ended.status()).as(ended.output()).isEqualTo(WRONG_SETTINGS);
        assertThat(ended.output()).startsWith("stream: ");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BACKUP", "CERTIFICATES"})
    void cannotWriteOutsideOfItsTmp(Service service) throws Exception {
        var ended =
                jail.run(
                        service,
                        folder.resolve("out"),
                        Map.of("LOG_DIRECTORY", "/app/log", "OPS_PORT", "0"));

        assertThat(ended.status()).isEqualTo(FAILED);
        assertThat(ended.output()).contains("/app/log");
    }

    /** As the charts call it: its image's own entry point, and a word behind. */
    @ParameterizedTest
    @CsvSource({"make, NAMESPACE", "exporter, WATCHED"})
    void runsBothCommandsOfCertificates(String command, String variable) throws Exception {
        var ended =
                jail.run(
                        Service.CERTIFICATES,
                        folder.resolve("out"),
                        Map.of("OPS_PORT", "0"),
                        "java",
                        "-jar",
                        ServiceImage.APP + "/certificates.jar",
                        command);

        assertThat(ended.status()).as(ended.output()).isEqualTo(WRONG_SETTINGS);
        assertThat(ended.output()).contains(variable + ": not set").doesNotContain("\tat ");
    }

    @Test
    void hasEveryModuleThatTheJarsAskFor() throws IOException {
        var words = new ArrayList<>(List.of("--print-module-deps", "--ignore-missing-deps", "-q"));
        words.addAll(List.of("--multi-release", "25"));
        words.addAll(jars());

        var asked = LinkedJava.run("jdeps", words.toArray(String[]::new)).strip();

        assertThat(LinkedJava.modules()).contains(asked.split(","));
    }

    /** Of all services, each once. */
    private static Collection<String> jars() throws IOException {
        var jars = new TreeMap<String, String>();
        for (var service : Service.values()) {
            var jar = service.jar(HOME);
            jars.put(jar.getFileName().toString(), jar.toString());
            try (var files = Files.newDirectoryStream(service.target(HOME).resolve("lib"))) {
                for (var file : files) {
                    // Interfaces whose module descriptors name others that nobody needs.
                    if (!file.toString().contains("jakarta.")) {
                        jars.put(file.getFileName().toString(), file.toString());
                    }
                }
            }
        }
        return jars.values();
    }

    private static boolean isForAllToWrite(TarArchiveEntry entry) {
        return (entry.getMode() & WRITTEN_BY_OTHERS) != 0;
    }

    static boolean isProgram(TarArchiveEntry entry) {
        return entry.isFile() && (entry.getMode() & 0111) != 0;
    }

    private static OciArchive opened(Service service, String name) throws IOException {
        return OciArchive.open(
                build.archive(service), FOLDER.resolve("opened-" + name + "-" + service.image()));
    }
}
