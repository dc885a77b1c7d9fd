package dev.tankfleet.matchmaker.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Reads files of the page by path. Shared by request threads; keeps at most {@value #FILES_MAX} of
 * them, each at most {@value #FILE_BYTES_MAX} bytes.
 */
public final class PageFiles {
    private static final int FILES_MAX = 512;
    private static final int FILE_BYTES_MAX = 8 * 1024 * 1024;
    private static final int PATH_LENGTH_MAX = 128;

    /** Names that cannot climb out of the folder, are not hidden, and end in a type. */
    private static final Pattern PATH =
            Pattern.compile(
                    "([A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*\\.[a-z0-9]+");

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html;charset=utf-8"),
                    Map.entry("js", "text/javascript;charset=utf-8"),
                    Map.entry("mjs", "text/javascript;charset=utf-8"),
                    Map.entry("css", "text/css;charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("wasm", "application/wasm"),
                    Map.entry("txt", "text/plain;charset=utf-8"));

    private final String folder;
    private final ClassLoader loader;
    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    private PageFiles(String folder, ClassLoader loader) {
        this.folder = folder;
        this.loader = loader;
    }

    /** Files below a folder of the class path; the folder may be missing, then there are none. */
    public static PageFiles create(PageConfig config) {
        return new PageFiles(config.folder(), PageFiles.class.getClassLoader());
    }

    /**
     * A file.
     *
     * @param path as in the URL, without a slash at the start; empty for the page itself
     */
    public Optional<PageFile> find(String path) {
        var name = path.isEmpty() ? "index.html" : path;
        var known = files.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        if (name.length() > PATH_LENGTH_MAX || !PATH.matcher(name).matches()) {
            return Optional.empty();
        }
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        return type == null ? Optional.empty() : read(name, type);
    }

    private Optional<PageFile> read(String name, String type) {
        try (var stream = loader.getResourceAsStream(folder + "/" + name)) {
            if (stream == null) {
                return Optional.empty();
            }
            var bytes = stream.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) {
                throw new IllegalStateException(name + ": larger than " + FILE_BYTES_MAX);
            }
            var file = new PageFile(type, etagOf(bytes), bytes);
            if (files.size() < FILES_MAX) {
                files.put(name, file);
            }
            return Optional.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be read", e);
        }
    }

    private static String etagOf(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
