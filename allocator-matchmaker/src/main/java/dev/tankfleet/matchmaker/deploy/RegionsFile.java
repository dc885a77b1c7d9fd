package dev.tankfleet.matchmaker.deploy;

import dev.tankfleet.agones.allocation.AllocationConfig.Security;
import dev.tankfleet.matchmaker.allocation.kubernetes.KubernetesAllocator.Access;
import dev.tankfleet.matchmaker.locate.Position;
import dev.tankfleet.matchmaker.locate.Region;
import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The regions of a fleet, as a file:
 *
 * <pre>{@code
 * {"regions": [{
 *   "region": "eu-central", "city": "Frankfurt", "lat": 50.11, "lon": 8.68,
 *   "ping_url": "https://eu.play.example/ping",
 *   "labels": {"tankfleet.dev/region": "eu-central"}, "namespace": "default",
 *   "allocator": {"host": "…", "port": 443, "certificate": "tls.crt", "key": "tls.key", "authority": "ca.crt"}
 * }]}
 * }</pre>
 *
 * <p>{@code ping_url} may be left out. An allocator without a certificate is asked in plain text,
 * which is for one on this machine. A region that says {@code "allocation": "kubernetes"} (by
 * default it is {@code "grpc"}) has no {@code allocator}: its API server is asked, as {@code
 * "kubernetes": {"kubeconfig": "…", "context": "…"}} says, or without that as the pod's service
 * account.
 *
 * @param regions each region and where its game servers are allocated
 */
public record RegionsFile(List<Entry> regions) {
    private static final int SIZE_MAX_BYTES = 1024 * 1024;
    private static final int TEXT_MAX = 256;
    private static final int LABELS_MAX = 16;
    private static final int PORT_MAX = 65_535;

    public RegionsFile {
        regions = List.copyOf(regions);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read; the message names the file, and the field if one is
     *     wrong
     */
    public static RegionsFile read(Path file) throws IOException {
        try {
            var list = new ArrayList<Entry>();
            var body = Json.read(Files.readAllBytes(file), SIZE_MAX_BYTES);
            for (var fields : body.objects("regions", RegionTable.REGIONS_MAX)) {
                list.add(entry(fields));
            }
            if (list.isEmpty()) {
                throw body.wrong("regions", "none", "at least one");
            }
            return new RegionsFile(list);
        } catch (MalformedBody | IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(
                    file + ": cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /** Where the regions are. */
    public RegionTable table() {
        return new RegionTable(regions.stream().map(Entry::region).toList());
    }

    /** Their names. */
    public List<String> names() {
        return regions.stream().map(entry -> entry.region().name()).toList();
    }

    private static Entry entry(JsonFields fields) throws MalformedBody {
        var lat = fields.numberOrNull("lat", -90, 90);
        var lon = fields.numberOrNull("lon", -180, 180);
        if (lat == null || lon == null) {
            throw fields.wrong("lat, lon", "missing", "present");
        }
        var ping = fields.textOrNull("ping_url", TEXT_MAX);
        var region =
                new Region(
                        fields.id("region"),
                        fields.text("city", TEXT_MAX),
                        new Position(lat, lon),
                        ping == null ? null : URI.create(ping));
        return new Entry(
                region,
                way(fields),
                orElse(fields.textOrNull("namespace", TEXT_MAX), "default"),
                labels(fields));
    }

    private static Way way(JsonFields fields) throws MalformedBody {
        var word = orElse(fields.textOrNull("allocation", TEXT_MAX), "grpc");
        return switch (word) {
            case "grpc" -> grpc(fields);
            case "kubernetes" -> new Way.Kubernetes(access(fields));
            default -> throw fields.wrong("allocation", word, "grpc or kubernetes");
        };
    }

    private static Way.Grpc grpc(JsonFields fields) throws MalformedBody {
        var allocator = fields.objectOrNull("allocator");
        if (allocator == null) {
            throw fields.wrong("allocator", "missing", "present");
        }
        return new Way.Grpc(
                allocator.text("host", TEXT_MAX),
                allocator.integer("port", 1, PORT_MAX),
                security(allocator));
    }

    private static Access access(JsonFields fields) throws MalformedBody {
        var given = fields.objectOrNull("kubernetes");
        if (given == null) {
            return new Access.InCluster();
        }
        return new Access.Kubeconfig(
                Path.of(given.text("kubeconfig", TEXT_MAX)), given.textOrNull("context", TEXT_MAX));
    }

    private static Map<String, String> labels(JsonFields fields) throws MalformedBody {
        var labels = new LinkedHashMap<String, String>();
        var given = fields.objectOrNull("labels");
        if (given == null) {
            throw fields.wrong("labels", "missing", "present");
        }
        if (given.names().isEmpty()) {
            // Any Ready server of the namespace would fit, those of others as well.
            throw fields.wrong("labels", "{}", "at least one");
        }
        if (given.names().size() > LABELS_MAX) {
            throw fields.wrong("labels", given.names().size() + " labels", "<= " + LABELS_MAX);
        }
        for (var name : given.names()) {
            labels.put(name, given.text(name, TEXT_MAX));
        }
        return labels;
    }

    private static Security security(JsonFields allocator) throws MalformedBody {
        if (!allocator.has("certificate")) {
            return new Security.Plaintext();
        }
        return Security.MutualTls.of(
                        Path.of(allocator.text("certificate", TEXT_MAX)),
                        Path.of(allocator.text("key", TEXT_MAX)),
                        Path.of(allocator.text("authority", TEXT_MAX)))
                .withServerName(allocator.textOrNull("server_name", TEXT_MAX));
    }

    private static String orElse(@Nullable String text, String other) {
        return text == null ? other : text;
    }

    /**
     * A region and how its game servers are allocated.
     *
     * @param region what players see
     * @param way who is asked
     * @param namespace of the game servers
     * @param labels of the game servers that may be allocated
     */
    public record Entry(Region region, Way way, String namespace, Map<String, String> labels) {
        public Entry {
            labels = Map.copyOf(labels);
        }
    }

    /** Who is asked for a game server. */
    public sealed interface Way {
        /**
         * The AllocationService.
         *
         * @param host its host
         * @param port its port
         * @param security how it is asked
         */
        record Grpc(String host, int port, Security security) implements Way {}

        /**
         * The API server.
         *
         * @param access how it is reached
         */
        record Kubernetes(Access access) implements Way {}
    }
}
