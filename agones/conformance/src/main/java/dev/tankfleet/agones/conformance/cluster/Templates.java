package dev.tankfleet.agones.conformance.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The objects that stand beside this class as YAML, with places to fill. Stateless. */
final class Templates {
    private Templates() {}

    /**
     * A file of objects.
     *
     * @param values what stands for each <code>${name}</code>
     */
    static String text(String file, Map<String, String> values) {
        try (var stream = Templates.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("no " + file + " beside " + Templates.class);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            for (var value : values.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", value.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
