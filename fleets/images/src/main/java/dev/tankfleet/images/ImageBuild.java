package dev.tankfleet.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Builds the images of all services for one machine into a folder: {@code {service}.tar} to load,
 * {@code {service}.cdx.json} with what it is made of, and {@code unpacked/{service}} to run here.
 * Used by the main thread.
 */
final class ImageBuild {
    private final Checkout checkout;
    private final Map<Base.Foundation, Base> bases;
    private final Path folder;

    private ImageBuild(Checkout checkout, Map<Base.Foundation, Base> bases, Path folder) {
        this.checkout = checkout;
        this.bases = bases;
        this.folder = folder;
    }

    /** Begins in a folder of its own; what was in it is deleted. */
    static ImageBuild into(Path folder, Checkout checkout, Machine machine)
            throws IOException, InterruptedException {
        delete(folder);
        Files.createDirectories(folder);
        var base = Base.make(checkout.home(), machine, folder);
        var bases = new EnumMap<Base.Foundation, Base>(Base.Foundation.class);
        bases.put(Base.Foundation.SERVICES, base);
        if (Base.Foundation.BACKUP.isFor(machine)) {
            bases.put(
                    Base.Foundation.BACKUP,
                    base.on(checkout.home(), Base.Foundation.BACKUP, folder));
        }
        return new ImageBuild(checkout, bases, folder);
    }

    /** Where an archive is. */
    Path archive(Service service) {
        return folder.resolve(service.image() + ".tar");
    }

    /** The images, unpacked. */
    Path unpacked() {
        return folder.resolve("unpacked");
    }

    /** Writes all images that there are for the machine and unpacks them; returns their digests. */
    Map<Service, String> write(Lessons lessons) throws IOException, InterruptedException {
        var digests = new EnumMap<Service, String>(Service.class);
        for (var service : Service.values()) {
            if (bases.containsKey(service.foundation())) {
                digests.put(service, write(service, lessons));
            }
        }
        return digests;
    }

    /** Writes one image, for which there must be packages, and unpacks it; returns its digest. */
    String write(Service service, Lessons lessons) throws IOException, InterruptedException {
        var base = Objects.requireNonNull(bases.get(service.foundation()), service.image());
        var sbom = folder.resolve(service.image() + ".cdx.json");
        Sbom.write(checkout.home(), service, base, sbom);
        var image = new ServiceImage(checkout, base, service);
        var archive = archive(service);
        var digest = image.write(archive, lessons.of(service), sbom, folder.resolve("layers"));

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
