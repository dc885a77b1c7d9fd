package dev.tankfleet.webclient.compiler;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Folders and jars that a module is made of; immutable.
 *
 * @param entries in their order; those that do not exist count for nothing
 */
record ClassPath(List<Path> entries) {
    ClassPath {
        entries = List.copyOf(entries);
    }

    static ClassPath ofThisJvm() {
        var entries = new ArrayList<Path>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry));
        }
        return new ClassPath(entries);
    }

    /** A name for all class files and jars: another one when any of them has changed. */
    String digest() throws IOException {
        var digest = sha256();
        for (var entry : entries) {
            if (Files.isDirectory(entry)) {
                for (var file : classFiles(entry)) {
                    add(digest, entry.relativize(file), file);
                }
            } else if (Files.exists(entry)) {
                add(digest, entry.getFileName(), entry);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<Path> classFiles(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
        }
    }

    private static void add(MessageDigest digest, Path name, Path file) throws IOException {
        digest.update(name.toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
