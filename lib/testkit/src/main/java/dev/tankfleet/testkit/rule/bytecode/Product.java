package dev.tankfleet.testkit.rule.bytecode;

import java.util.List;
import java.util.Set;

/**
 * A product and the folders that may talk to it. Beside its own folders, each product may be used
 * in {@code wire} and in the root package of a process, where its parts are wired.
 *
 * @param name what we call it
 * @param packages its packages
 * @param folders names of adapter packages that may use it
 */
record Product(String name, List<String> packages, Set<String> folders) {
    /** The whole table. */
    static final List<Product> ALL =
            List.of(
                    new Product(
                            "Micronaut",
                            List.of("io.micronaut", "jakarta.inject"),
                            Set.of("micronaut", "jdbc", "postgres")),
                    new Product("Netty", List.of("io.netty"), Set.of("netty")),
                    new Product("gRPC", List.of("io.grpc"), Set.of("grpc")),
                    new Product("NATS", List.of("io.nats"), Set.of("nats")),
                    new Product("Redis", List.of("io.lettuce"), Set.of("redis")),
                    new Product(
                            "SQL",
                            List.of(
                                    "java.sql",
                                    "javax.sql",
                                    "org.postgresql",
                                    "com.zaxxer",
                                    "org.flywaydb"),
                            Set.of("jdbc", "postgres")),
                    new Product("Kubernetes", List.of("io.fabric8"), Set.of("kubernetes")),
                    new Product("MaxMind", List.of("com.maxmind"), Set.of("maxmind")),
                    new Product("S3", List.of("software.amazon.awssdk"), Set.of("s3")),
                    new Product("age", List.of("com.exceptionfactory.jagged"), Set.of("age")),
                    new Product("TeaVM", List.of("org.teavm"), Set.of("teavm")));

    /** Folders that may use every product. */
    static final Set<String> EDGE_FOLDERS = Set.of("wire");

    /**
     * Libraries whose root package is a port for others and wires nothing, so that no product is
     * welcome there.
     */
    static final Set<String> PORT_ROOTS =
            Set.of(
                    "dev.tankfleet.proto",
                    "dev.tankfleet.process",
                    "dev.tankfleet.identity",
                    "dev.tankfleet.bus",
                    "dev.tankfleet.route",
                    "dev.tankfleet.link",
                    "dev.tankfleet.game",
                    "dev.tankfleet.player");

    boolean owns(String packageName) {
        return packages.stream().anyMatch(own -> DependencyRule.isWithin(packageName, own));
    }

    boolean isWelcomeIn(String packageName, String basePackage) {
        if (packageName.equals(basePackage)) {
            return !PORT_ROOTS.contains(basePackage);
        }
        // A module that is named for a product is such a folder as a whole.
        int moduleAt = basePackage.lastIndexOf('.') + 1;
        var below = packageName.substring(Math.min(packageName.length(), moduleAt));
        return List.of(below.split("\\.")).stream()
                .anyMatch(folder -> folders.contains(folder) || EDGE_FOLDERS.contains(folder));
    }
}
