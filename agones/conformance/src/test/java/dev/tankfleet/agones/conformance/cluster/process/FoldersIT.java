package dev.tankfleet.agones.conformance.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

final class FoldersIT {
    @TempDir private Path parent;

    @Test
    void removesWhatAKilledJvmHasLeftBehind() throws Exception {
        Path left = folderOfAKilledJvm();
        Files.writeString(Files.createDirectory(left.resolve("etcd")).resolve("wal"), "data");
        Path own = Folders.temporary(parent);

        Path next = Folders.temporary(parent);

        assertThat(left).doesNotExist();
        assertThat(own).isDirectory();
        Folders.delete(own);
        Folders.delete(next);
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void leavesAloneWhatBelongsToAnotherJvmOrIsOnlyJustMade() throws Exception {
        Path young = Files.createDirectory(parent.resolve("conformance-cluster-young"));
        Process other = otherJvm();
        try {
            Path owned = folderOf(other);

            Folders.delete(Folders.temporary(parent));

            assertThat(owned).isDirectory();
            assertThat(young).isDirectory();
        } finally {
            other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void keepsItsFoldersThoughItMakesMoreOfThem() throws Exception {
        Path first = Folders.temporary(parent);
        Path second = Folders.temporary(parent);
        Process other = otherJvm();
        try {
            Path theirs = folderOf(other);

            assertThat(theirs).isDirectory();
            assertThat(first).isDirectory();
            assertThat(second).isDirectory();
        } finally {
            other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            Folders.delete(first);
            Folders.delete(second);
        }
    }

    private Path folderOfAKilledJvm() throws Exception {
        Process other = otherJvm();
        Path folder = folderOf(other);
        assertThat(other.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
        return folder;
    }

    private Process otherJvm() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Path.of("target", "classes") + ":" + Path.of("target", "test-classes"),
                        Owner.class.getName(),
                        parent.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static Path folderOf(Process jvm) throws IOException {
        return Path.of(jvm.inputReader().readLine());
    }

    /** Makes a folder, says which, and goes on until it is killed. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] args) throws IOException {
            System.out.println(Folders.temporary(Path.of(args[0])));
            var _ = System.in.read();
        }
    }
}
