package dev.tankfleet.images;

import java.util.Locale;

/** A kind of machine that images are made for. */
enum Machine {
    AMD64("lib/x86_64-linux-gnu", "lib64/ld-linux-x86-64.so.2", ""),
    /**
     * Its Java is linked from Debian's modules for it. Nothing of it can run where it is built, so
     * nothing is learned for it.
     */
    ARM64("lib/aarch64-linux-gnu", "lib/ld-linux-aarch64.so.1", "-arm64");

    private final String libraries;
    private final String loader;
    private final String tagEnd;

    Machine(String libraries, String loader, String tagEnd) {
        this.libraries = libraries;
        this.loader = loader;
        this.tagEnd = tagEnd;
    }

    /** As OCI calls it. */
    String architecture() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Folder in an image in which the loader looks for libraries. */
    String libraries() {
        return libraries;
    }

    /** The one path that is written into every program: who loads it. */
    String loader() {
        return loader;
    }

    /** What tells its images from those of others that have the same version. */
    String tagEnd() {
        return tagEnd;
    }

    /** Whether the machine that builds is one, so that the images can run and learn here. */
    boolean isHere() {
        return this == AMD64;
    }

    /** By its name for people and for OCI. */
    static Machine of(String architecture) {
        for (var machine : values()) {
            if (machine.architecture().equals(architecture)) {
                return machine;
            }
        }
        throw new IllegalArgumentException(
                "architecture: " + architecture + " (expected: amd64 or arm64)");
    }
}
