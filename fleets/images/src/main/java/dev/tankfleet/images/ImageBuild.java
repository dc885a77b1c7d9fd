package dev.tankfleet.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the images of all services for one machine into a folder: {@code {service}.tar} to load,
 * {@code {service}.cdx.json} with what it is made of, and {@code unpacked/{service}} to run here.
 * Used by the main thread.
 */
final class ImageBuild {
    private final Checkout checkout;
    private final Base base;
    private final Path folder;

    private ImageBuild(Checkout checkout, Base base, Path folder) {
        this.checkout = checkout;
        this.base = base;
        this.folder = folder;
    }

    /** Begins in a folder of its own; what was in it is deleted. */
    static ImageBuild into(Path folder, Checkout checkout, Machine machine)
            throws IOException, InterruptedException {
        delete(folder);
        Files.createDirectories(folder);
        var base = Base.make(checkout.home(), machine, folder);
        return new ImageBuild(checkout, base, folder);
    }

    /** Where an archive is. */
    Path archive(Service service) {
        return folder.resolve(service.image() + ".tar");
    }

    /** The images, unpacked. */
    Path unpacked() {
        return folder.resolve("unpacked");
    }

    /** Writes all images and unpacks them; returns their digests. */
    Map<Service, String> write(Lessons lessons) throws IOException, InterruptedException {
        var digests = new EnumMap<Service, String>(Service.class);
        for (var service : Service.values()) {
            digests.put(service, write(service, lessons.of(service)));
        }
        return digests;
    }

    private String write(Service service, Optional<Path> learned)
            throws IOException, InterruptedException {
        var sbom = folder.resolve(service.image() + ".cdx.json");
        Sbom.write(checkout.home(), service, base, sbom);
        var image = new ServiceImage(checkout, base, service);
        var archive = archive(service);
        var digest = image.write(archive, learned, sbom, folder.resolve("layers"));

        var opened = folder.resolve("opened");
        delete(opened);
        var place = unpacked().resolve(service.image());
        delete(place);
        OciArchive.open(archive, opened).unpack(place);
        delete(opened);
        return digest;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
