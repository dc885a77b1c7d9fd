package dev.tankfleet.matchmaker.locate.maxmind;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a database of cities in MaxMind's format, version 2: a tree of bits, what its leaves point
 * to, and a description. Owned by the test's thread. Networks must not overlap.
 */
public final class CityDatabaseWriter {
    private static final int EMPTY = -1;
    private static final int IPV6_BITS = 128;
    private static final int IPV4_BITS = 32;
    private static final int SEPARATOR_BYTES = 16;
    private static final byte[] MARKER =
            "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

    private final int bits;
    private final boolean isNested;
    private final List<int[]> nodes = new ArrayList<>();
    private final List<byte[]> places = new ArrayList<>();

    private CityDatabaseWriter(int bits, boolean isNested) {
        this.bits = bits;
        this.isNested = isNested;
        nodes.add(new int[] {EMPTY, EMPTY});
    }

    /** For all addresses, with coordinates where MaxMind puts them. */
    public static CityDatabaseWriter ofAllAddresses() {
        return new CityDatabaseWriter(IPV6_BITS, true);
    }

    /** For IPv4 alone, with coordinates beside the city. */
    public static CityDatabaseWriter ofIpv4() {
        return new CityDatabaseWriter(IPV4_BITS, false);
    }

    /** A network, such as {@code 192.0.2.0/24}, and where it is. */
    public CityDatabaseWriter with(String network, String city, double latitude, double longitude) {
        int slash = network.indexOf('/');
        var address = InetAddress.ofLiteral(network.substring(0, slash)).getAddress();
        int prefix = Integer.parseInt(network.substring(slash + 1));
        var path = new byte[bits / Byte.SIZE];
        System.arraycopy(address, 0, path, path.length - address.length, address.length);
        insert(path, prefix + (path.length - address.length) * Byte.SIZE, places.size());
        var position = Map.of("latitude", latitude, "longitude", longitude);
        var place = new TreeMap<String, Object>(isNested ? Map.of("location", position) : position);
        place.put("city", city);
        places.add(encode(place));
        return this;
    }

    /** Puts it in the place of a file, at once. */
    public Path write(Path file) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, bytes());
        return Files.move(
                next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The whole file. */
    public byte[] bytes() {
        var file = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(file)) {
            var offsets = new int[places.size()];
            for (int i = 1; i < offsets.length; i++) {
                offsets[i] = offsets[i - 1] + places.get(i - 1).length;
            }
            for (var node : nodes) {
                out.writeInt(recordOf(node[0], offsets));
                out.writeInt(recordOf(node[1], offsets));
            }
            out.write(new byte[SEPARATOR_BYTES]);
            for (var place : places) {
                out.write(place);
            }
            out.write(MARKER);
            out.write(
                    encode(
                            new TreeMap<String, Object>(
                                    Map.of(
                                            "node_count", new Whole(6, nodes.size(), 4),
                                            "record_size", new Whole(5, IPV4_BITS, 2),
                                            "ip_version",
                                                    new Whole(5, bits == IPV4_BITS ? 4 : 6, 2),
                                            "database_type", "Test-City",
                                            "languages", List.of(),
                                            "binary_format_major_version", new Whole(5, 2, 2),
                                            "binary_format_minor_version", new Whole(5, 0, 2),
                                            "build_epoch", new Whole(9, 1_700_000_000, 8),
                                            "description", new TreeMap<String, Object>()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private void insert(byte[] path, int prefix, int place) {
        int node = 0;
        for (int i = 0; i < prefix; i++) {
            int side = path[i / Byte.SIZE] >> (Byte.SIZE - 1 - i % Byte.SIZE) & 1;
            if (i == prefix - 1) {
                // Below EMPTY, so that it is told from nodes.
                nodes.get(node)[side] = EMPTY - 1 - place;
                return;
            }
            if (nodes.get(node)[side] == EMPTY) {
                nodes.get(node)[side] = nodes.size();
                nodes.add(new int[] {EMPTY, EMPTY});
            }
            node = nodes.get(node)[side];
        }
    }

    private int recordOf(int value, int[] offsets) {
        if (value == EMPTY) {
            return nodes.size();
        }
        return value > EMPTY ? value : nodes.size() + SEPARATOR_BYTES + offsets[EMPTY - 1 - value];
    }

    private static byte[] encode(Object value) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            encode(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void encode(DataOutputStream out, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                head(out, 7, map.size());
                for (var entry : map.entrySet()) {
                    encode(out, entry.getKey());
                    encode(out, entry.getValue());
                }
            }
            case List<?> list -> {
                head(out, 11, list.size());
                for (var element : list) {
                    encode(out, element);
                }
            }
            case String text -> {
                var utf8 = text.getBytes(StandardCharsets.UTF_8);
                head(out, 2, utf8.length);
                out.write(utf8);
            }
            case Double number -> {
                head(out, 3, Double.BYTES);
                out.writeDouble(number);
            }
            case Whole whole -> {
                head(out, whole.type, whole.sizeBytes);
                for (int i = whole.sizeBytes - 1; i >= 0; i--) {
                    out.writeByte((int) (whole.value >>> i * Byte.SIZE));
                }
            }
            default -> throw new IllegalArgumentException(value.toString());
        }
    }

    /** The control byte; types above 7 stand in a byte of their own. */
    private static void head(DataOutputStream out, int type, int size) throws IOException {
        if (size > 28) {
            throw new IllegalArgumentException("longer than a test needs: " + size);
        }
        out.writeByte((type > 7 ? 0 : type) << 5 | size);
        if (type > 7) {
            out.writeByte(type - 7);
        }
    }

    /** A whole number with its type in the format. */
    private record Whole(int type, long value, int sizeBytes) {}
}
