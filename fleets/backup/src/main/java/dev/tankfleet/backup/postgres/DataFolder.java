package dev.tankfleet.backup.postgres;

import dev.tankfleet.backup.program.Program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** The data folder of a server, made of a base backup. Stateless. */
final class DataFolder {
    private static final Duration UNPACK_MAX = Duration.ofHours(1);

    private DataFolder() {}

    /**
     * Unpacks a base backup and checks each of its files.
     *
     * @param files folder with the files of the copy, which may lie in the other
     * @param data a folder without anything else
     * @throws IOException when it does not unpack, or is broken
     */
    static void make(PostgresTools tools, Path files, Path data) throws IOException {
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        unpack(files, PostgresBase.BASE, data);
        unpack(files, PostgresBase.WAL, data.resolve("pg_wal"));
        Files.copy(files.resolve(PostgresBase.MANIFEST), data.resolve(PostgresBase.MANIFEST));
        tools.tool("pg_verifybackup")
                .with("--quiet", "--ignore=" + files.getFileName(), data.toString())
                .run(files, UNPACK_MAX);
    }

    private static void unpack(Path files, String archive, Path folder) throws IOException {
        Program.of("tar", "--no-same-owner", "-xzf", files.resolve(archive).toString())
                .with("-C", folder.toString())
                .run(files, UNPACK_MAX);
    }
}
