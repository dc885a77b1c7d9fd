package dev.tankfleet.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/**
 * Writes the image of one service. Used by the main thread; all state is local.
 *
 * <p>Layers stand in the order of how seldom they change. Whatever the same files are packed, the
 * same bytes come out: names are sorted, times are fixed, owners are root.
 */
final class ServiceImage {
    /** Numeric, so that {@code runAsNonRoot} can be checked. */
    static final String USER = "65532:65532";

    static final String JAVA = "/opt/java";
    static final String APP = "/app";

    /**
     * Where the root is read-only, {@code /tmp} is what a service may write to. By the path a Pod
     * finds {@code java} when it runs something else of the image.
     */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("LANG", "C.UTF-8", "HOME", "/tmp", "LOG_DIRECTORY", "/tmp/log");

    /** Where programs of others lie: who runs them looks there. */
    private static final String PROGRAMS = ":/usr/bin:/usr/lib/postgresql/17/bin";

    private static final FilePermissions READ = FilePermissions.fromOctalString("644");
    private static final FilePermissions RUN = FilePermissions.fromOctalString("755");
    private static final FilePermissions ALL = FilePermissions.fromOctalString("777");

    private final Checkout checkout;
    private final Base base;
    private final Service service;

    ServiceImage(Checkout checkout, Base base, Service service) {
        this.checkout = checkout;
        this.base = base;
        this.service = service;
    }

    /** Its name in a registry, without the registry. */
    String name() {
        return "tankfleet/%s:%s%s"
                .formatted(service.image(), checkout.version(), base.machine().tagEnd());
    }

    /**
     * Writes it as an OCI archive and returns its digest.
     *
     * @param learned what a start has taught, or nothing
     * @param sbom what it is made of
     * @param cache folder for layers that were packed before
     */
    String write(Path archive, Optional<Path> learned, Path sbom, Path cache)
            throws IOException, InterruptedException {
        try {
            var image =
                    Jib.fromScratch()
                            .setFormat(ImageFormat.OCI)
                            .setPlatforms(
                                    Set.of(new Platform(base.machine().architecture(), "linux")))
                            .setCreationTime(checkout.time())
                            .setUser(USER)
                            .setEntrypoint(entrypoint(learned.isPresent()))
                            .setEnvironment(environment())
                            .setExposedPorts(
                                    service.ports().stream()
                                            .map(Port::tcp)
                                            .collect(Collectors.toSet()))
                            .setLabels(labels());
            image.addFileEntriesLayer(system());
            image.addFileEntriesLayer(java());
            if (base.programs().isPresent()) {
                image.addFileEntriesLayer(programs(base.programs().get()));
            }
            image.addFileEntriesLayer(jars("libraries", jar -> !isOurs(jar)).build());
            image.addFileEntriesLayer(ours(sbom));
            learned.ifPresent(aot -> image.addFileEntriesLayer(cache(aot)));
            var container =
                    image.containerize(
                            Containerizer.to(TarImage.at(archive).named(name()))
                                    .setApplicationLayersCache(cache)
                                    .setBaseImageLayersCache(cache)
                                    .setOfflineMode(true)
                                    .setToolName("tankfleet"));
            Loadable.make(archive, name());
            return container.getDigest().toString();
        } catch (InvalidImageReferenceException
                | CacheDirectoryCreationException
                | RegistryException
                | ExecutionException e) {
            throw new IOException(name() + " cannot be written", e);
        }
    }

    private List<String> entrypoint(boolean isTaught) {
        var words =
                new ArrayList<>(
                        List.of(
                                JAVA + "/bin/java",
                                "-XX:+UseSerialGC",
                                "-XX:+UseCompactObjectHeaders",
                                "-XX:MaxRAMPercentage=60",
                                "-XX:TrimNativeHeapInterval=5000",
                                "-XX:+ExitOnOutOfMemoryError"));
        if (isTaught) {
            words.add("-XX:AOTCache=" + APP + "/" + service.image() + ".aot");
        }
        words.add("-jar");
        words.add(APP + "/" + service.image() + ".jar");
        return words;
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(ENVIRONMENT);
        environment.put("PATH", JAVA + "/bin" + (base.programs().isPresent() ? PROGRAMS : ""));
        return environment;
    }

    private Map<String, String> labels() {
        var prefix = "org.opencontainers.image.";
        return Map.of(
                prefix + "title",
                "Tankfleet " + service.image(),
                prefix + "version",
                checkout.version(),
                prefix + "revision",
                checkout.revision(),
                prefix + "created",
                checkout.time().toString(),
                prefix + "licenses",
                "Apache-2.0",
                prefix + "vendor",
                "Tankfleet");
    }

    private FileEntriesLayer system() throws IOException {
        var layer = FileEntriesLayer.builder().setName("system");
        // Jib takes the kind of an entry from a file; any folder will do.
        var folder = base.files();
        for (var name : List.of("/dev", "/proc", "/sys", "/etc")) {
            layer.addEntry(folder, AbsoluteUnixPath.get(name), RUN);
        }
        layer.addEntry(folder, AbsoluteUnixPath.get("/tmp"), ALL);
        add(layer, base.files(), "", _ -> true);
        var loader = Path.of(base.machine().loader());
        var libraries = base.packages().resolve("lib");
        add(
                layer,
                libraries,
                "/" + base.machine().libraries(),
                file -> !file.getFileName().equals(loader.getFileName()));
        layer.addEntry(
                libraries.resolve(loader.getFileName()), AbsoluteUnixPath.get("/" + loader), RUN);
        add(layer, base.packages().resolve("doc"), "/usr/share/doc", _ -> true);
        return layer.build();
    }

    private FileEntriesLayer java() throws IOException {
        var layer = FileEntriesLayer.builder().setName("java");
        var bin = base.java().resolve("bin");
        var only = bin.resolve("java");
        var spawner = base.java().resolve("lib").resolve("jspawnhelper");
        add(layer, base.java(), JAVA, file -> !file.startsWith(bin) && !file.equals(spawner));
        layer.addEntry(only, AbsoluteUnixPath.get(JAVA + "/bin/java"), RUN);
        layer.addEntry(spawner, AbsoluteUnixPath.get(JAVA + "/lib/jspawnhelper"), RUN);
        return layer.build();
    }

    /** What lies in a folder of programs may be run, and nothing else. */
    private static FileEntriesLayer programs(Path folder) throws IOException {
        var layer = FileEntriesLayer.builder().setName("programs");
        add(layer, folder, "", READ, file -> !isProgram(file));
        add(layer, folder, "", RUN, ServiceImage::isProgram);
        return layer.build();
    }

    private static boolean isProgram(Path file) {
        var folder = file.getParent();
        return folder != null && folder.endsWith("bin");
    }

    private FileEntriesLayer ours(Path sbom) throws IOException {
        var layer = jars("tankfleet", ServiceImage::isOurs);
        layer.addEntry(
                service.jar(checkout.home()),
                AbsoluteUnixPath.get(APP + "/" + service.image() + ".jar"),
                READ);
        layer.addEntry(sbom, AbsoluteUnixPath.get(APP + "/sbom.cdx.json"), READ);
        return layer.build();
    }

    private FileEntriesLayer cache(Path learned) {
        var file = AbsoluteUnixPath.get(APP + "/" + service.image() + ".aot");
        return FileEntriesLayer.builder().setName("aot").addEntry(learned, file, READ).build();
    }

    private FileEntriesLayer.Builder jars(String name, Predicate<Path> wanted) throws IOException {
        var layer = FileEntriesLayer.builder().setName(name);
        add(layer, service.target(checkout.home()).resolve("lib"), APP + "/lib", wanted);
        return layer;
    }

    /** Every jar says which project it is from. */
    private static boolean isOurs(Path jar) {
        try (var files = new ZipFile(jar.toFile())) {
            return files.getEntry("META-INF/maven/dev.tankfleet/") != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(
            FileEntriesLayer.Builder layer, Path folder, String place, Predicate<Path> wanted)
            throws IOException {
        add(layer, folder, place, READ, wanted);
    }

    private static void add(
            FileEntriesLayer.Builder layer,
            Path folder,
            String place,
            FilePermissions permissions,
            Predicate<Path> wanted)
            throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).filter(wanted).sorted().toList()) {
                var path = AbsoluteUnixPath.get(place + "/" + folder.relativize(file));
                // Not as it lies here: a build must not depend on who does it.
                layer.addEntry(file, path, permissions);
            }
        }
    }
}
