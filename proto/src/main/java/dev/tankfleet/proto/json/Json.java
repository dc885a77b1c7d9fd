package dev.tankfleet.proto.json;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.Collection;

/**
 * Turns bytes into {@link JsonFields} and objects into bytes. Stateless; every thread may call it.
 *
 * <p>Strict where JSON is loose: a key named twice, anything behind the object, nesting deeper than
 * {@value #DEPTH_MAX}, numbers longer than {@value #NUMBER_LENGTH_MAX} characters and anything but
 * UTF-8 are refused.
 */
public final class Json {
    /** Nesting of objects and arrays that any body of ours may have. */
    public static final int DEPTH_MAX = 32;

    private static final int NUMBER_LENGTH_MAX = 32;
    private static final int NAME_LENGTH_MAX = 128;

    /** Characters of a body that an error message may repeat; a body can hold a token. */
    private static final int ERROR_TOKEN_LENGTH_MAX = 8;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                                    .errorReportConfiguration(
                                            ErrorReportConfiguration.builder()
                                                    .maxErrorTokenLength(ERROR_TOKEN_LENGTH_MAX)
                                                    .build())
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH_MAX)
                                                    .maxNumberLength(NUMBER_LENGTH_MAX)
                                                    .maxNameLength(NAME_LENGTH_MAX)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    /**
     * Reads one JSON object.
     *
     * @param body UTF-8 text
     * @param sizeMaxBytes largest body that is looked at
     * @throws MalformedBody if the body is larger, no JSON, or no object
     */
    public static JsonFields read(byte[] body, int sizeMaxBytes) throws MalformedBody {
        if (body.length > sizeMaxBytes) {
            throw new MalformedBody(
                    "body: " + body.length + " bytes (expected: <= " + sizeMaxBytes + ")");
        }
        if (!Utf8.isValid(body, body.length)) {
            throw new MalformedBody("body: other bytes (expected: UTF-8)");
        }
        JsonNode node;
        try {
            node = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new MalformedBody("body: no JSON (" + e.getOriginalMessage() + ")", e);
        } catch (IOException e) {
            throw new MalformedBody("body: not readable", e);
        }
        if (!(node instanceof ObjectNode object)) {
            throw new MalformedBody("body: " + node.getNodeType() + " (expected: an object)");
        }
        return new JsonFields(object, "");
    }

    /** An empty object to be filled and given to {@link #write}. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** An array of texts. */
    public static ArrayNode texts(Collection<String> values) {
        var array = MAPPER.createArrayNode();
        values.forEach(array::add);
        return array;
    }

    /** The UTF-8 bytes of an object, without white space. */
    public static byte[] write(ObjectNode object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an object tree could not be written", e);
        }
    }
}
