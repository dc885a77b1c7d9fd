package dev.tankfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The documents of the house lead to where they say. */
final class DocumentsTest {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".tankfleet");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- (?:run by: (?<tests>[\\w, ]+)|not run: [^>]+) -->\n```\n");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void linksOnlyToFilesThatExist() throws IOException {
        var broken = new ArrayList<String>();
        for (var document : documents()) {
            var links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                var link = links.group(1);
                if (!link.contains("://") && !Files.exists(document.resolveSibling(link))) {
                    broken.add(ROOT.relativize(document) + " -> " + link);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    /** A block without a word about who runs it would be one that nobody has ever tried. */
    @ParameterizedTest
    @ValueSource(strings = {"docs/operators.md", "docs/single-node.md"})
    void saysOfEachBlockForOperatorsWhoRunsIt(String page) throws IOException {
        var guide = Files.readString(ROOT.resolve(page));
        var tests = classesOfTests();

        var blocks = BLOCK.matcher(guide);
        int marked = 0;
        while (blocks.find()) {
            marked++;
            if (blocks.group("tests") != null) {
                assertThat(tests).contains(blocks.group("tests").split(", "));
            }
        }

        assertThat(marked).isPositive().isEqualTo(guide.split("```\n\n").length - 1);
    }

    private static Set<String> classesOfTests() throws IOException {
        return files(".java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .filter(name -> name.endsWith("IT") || name.endsWith("Test"))
                .collect(Collectors.toSet());
    }

    private static List<Path> documents() throws IOException {
        var found = files(".md");
        assertThat(found).contains(ROOT.resolve("README.md"));
        return found;
    }

    private static List<Path> files(String ending) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(
                ROOT,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return NOT_OURS.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.toString().endsWith(ending)) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }
}
