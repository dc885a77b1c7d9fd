package dev.tankfleet.fleets.pods;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The blocks of a guide that a test runs, in their order.
 *
 * @param blocks lines for a shell
 */
record Guide(List<String> blocks) {
    Guide {
        blocks = List.copyOf(blocks);
    }

    /** Reads those that name the test as whoever runs them. */
    static Guide of(Path document, Class<?> test) throws IOException {
        var block =
                Pattern.compile(
                        "<!-- run by: [\\w, ]*\\b"
                                + test.getSimpleName()
                                + "\\b[\\w, ]* -->\n```\n(.*?)```\n",
                        Pattern.DOTALL);
        var found = new ArrayList<String>();
        var matcher = block.matcher(Files.readString(document));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return new Guide(found);
    }
}
