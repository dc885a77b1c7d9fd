package dev.tankfleet.agones.conformance.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.conformance.Behaviours;
import dev.tankfleet.agones.conformance.behaviour.Behaviour;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code -Dbehaviours.write=true} writes the table anew. */
final class BehaviourTableTest {
    private static final Path TABLE = Path.of("BEHAVIOURS.md");
    private static final Path QUIRKS = Path.of("../../docs/agones-quirks.md");
    private static final Pattern ID = Pattern.compile("`([a-z]+/[a-z0-9-]+)`");

    @Test
    void listsEachBehaviourWithItsSource() throws IOException {
        String table = table();
        if (Boolean.getBoolean("behaviours.write")) {
            Files.writeString(TABLE, table);
        }

        assertThat(Files.readString(TABLE)).isEqualTo(table);
    }

    @Test
    void namesOnlyBehavioursThatThereAre() throws IOException {
        Set<String> known =
                Behaviours.all().stream().map(Behaviour::id).collect(Collectors.toSet());
        List<String> named =
                ID.matcher(Files.readString(QUIRKS)).results().map(BehaviourTableTest::id).toList();

        assertThat(named).isNotEmpty();
        assertThat(known).containsAll(named);
    }

    private static String id(MatchResult match) {
        return match.group(1);
    }

    private static String table() {
        StringBuilder table =
                new StringBuilder(
                        """
                        # What Agones does

                        Agones 1.60, as the suite tries it. A source is a file of Agones' repository, a page of its documentation, an issue, or
                        `seen`: observed on 1.60.0 with Kubernetes 1.35. Written by `BehaviourTableTest`.

                        | behaviour | what it does | source |
                        |---|---|---|
                        """);
        for (Behaviour behaviour : Behaviours.all()) {
            table.append(
                    "| `%s` | %s | %s |\n"
                            .formatted(behaviour.id(), behaviour.sentence(), behaviour.source()));
        }
        return table.toString();
    }
}
